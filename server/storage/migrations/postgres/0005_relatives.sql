-- Close persons («Близкие»): who may see whose receipts, and the journal of it.

-- A row is an invitation first. `holder_id` is who gave access; without one the account had no holder with a cabinet,
-- and `holder_phone` is where the code was read out. `holder_name` is whose receipts these are, in the family's words.
create table access_grant (
    id           uuid primary key,
    account_id   bigint not null references utility_account (id),
    holder_id    uuid references resident (id),
    holder_phone text,
    close_id     uuid references resident (id),
    holder_name  text not null,
    close_name   text not null,
    invited      text not null,
    role         text not null check (role in ('view', 'manage')),
    letters      boolean not null,
    state        text not null check (state in ('invited', 'active', 'declined', 'cancelled', 'revoked')),
    created_at   bigint not null,
    expires_at   bigint not null,
    accepted_at  bigint,
    ended_at     bigint,
    ended_by     uuid,
    last_seen_at bigint
);
create index access_grant_account on access_grant (account_id, created_at);
create unique index access_grant_active on access_grant (close_id, account_id) where state = 'active';

-- Append-only.
create table access_event (
    id         uuid primary key,
    account_id bigint not null references utility_account (id),
    grant_id   uuid not null references access_grant (id),
    at         bigint not null,
    kind       text not null,
    actor_id   uuid,
    detail     text not null
);
create index access_event_account on access_event (account_id, at);
