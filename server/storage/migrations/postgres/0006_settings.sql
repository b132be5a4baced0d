-- Settings: sessions that have a name, wishes, changes of contacts that can be undone, the second factor.

-- What pages call a session by: the hash of its token stays inside.
alter table session add column public_id uuid;
update session set public_id = gen_random_uuid();
create unique index session_public on session (public_id);

-- What a person has said about the ways in and about notices; nothing said: the rule of the product holds.
create table wish (
    resident_id uuid primary key references resident (id),
    sms_sign_in boolean,
    changes_sms boolean
);

-- Changes of an e-mail or a phone. The old one stays in force until the new one is confirmed, and can be put back.
create table contact_change (
    id               uuid primary key,
    resident_id      uuid not null references resident (id),
    kind             text not null check (kind in ('email', 'phone')),
    old_value        text not null,
    old_confirmed_at bigint,
    new_value        text not null,
    made_at          bigint not null,
    confirmed_at     bigint,
    undone_at        bigint
);
create index contact_change_resident on contact_change (resident_id, kind, made_at);

-- The secret of an authenticator app and the recovery codes are derived from `id` by the key of the installation.
create table second_factor (
    resident_id uuid primary key references resident (id),
    id          uuid not null,
    made_at     bigint not null,
    enabled_at  bigint,
    last_step   bigint not null default 0,
    used_codes  bigint not null default 0
);
