-- Receipts as documents: frozen requisites, signatures, check codes; payments by link.

alter table supplier add column qr_encoding text not null default 'auto';
alter table supplier add column qr_fields text not null default '';
alter table supplier add column qr_category text not null default '';

-- Meters, norms, reasons of recalculations: a JSON object by the line's place; none for most statements.
alter table statement add column details text;

-- How an account was described before a register changed it: a receipt made again must say what it said.
create table account_history (
    account_id bigint not null references utility_account (id),
    until_at   bigint not null,
    els        text not null,
    city       text not null,
    street     text not null,
    house      text not null,
    flat       text not null,
    holder     text not null,
    area       bigint not null,
    residents  bigint not null,
    primary key (account_id, until_at)
);

-- Raised to kill every pay link of the account that was given out before.
alter table utility_account add column pay_epoch bigint not null default 0;

-- Requisites of the agent and of all suppliers as they were at a publication; a row a change.
create table requisites (
    id       bigint primary key,
    body     text not null,
    taken_at bigint not null
);

-- Keys are derived from the installation's key and their number; here are their public halves.
create table signing_key (
    number     bigint primary key,
    public_key bytea not null unique,
    made_at    bigint not null,
    retired_at bigint,
    revoked_at bigint
);

-- A receipt without these was published before receipts were signed.
alter table receipt add column requisites_id bigint;
alter table receipt add column key_number bigint;
alter table receipt add column signature bytea;
alter table receipt add column check_code bigint;
create unique index receipt_check_code on receipt (check_code);
create index receipt_key on receipt (key_number, id);

create table payment (
    id         uuid primary key,
    account_id bigint not null references utility_account (id),
    period     bigint not null,
    receipt_id uuid not null references receipt (id),
    amount     bigint not null check (amount > 0),
    parts      text not null,
    state      text not null check (state in ('pending', 'paid', 'failed')),
    -- Of the account when it was opened: after the return from the bank a revoked link must not come alive again.
    pay_epoch  bigint not null,
    page       text not null,
    opened_at  bigint not null,
    changed_at bigint not null
);
create index payment_account on payment (account_id, period);
create index payment_pending on payment (opened_at) where state = 'pending';
