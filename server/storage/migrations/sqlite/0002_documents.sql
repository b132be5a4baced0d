-- Receipts as documents: frozen requisites, signatures, check codes; payments by link.

alter table supplier add column qr_encoding text not null default 'auto';
alter table supplier add column qr_fields text not null default '';
alter table supplier add column qr_category text not null default '';

-- Meters, norms, reasons of recalculations: a JSON object by the line's place; none for most statements.
alter table statement add column details text;

-- How an account was described before a register changed it: a receipt made again must say what it said.
create table account_history (
    account_id integer not null references utility_account (id),
    until_at   integer not null,
    els        text not null,
    city       text not null,
    street     text not null,
    house      text not null,
    flat       text not null,
    holder     text not null,
    area       integer not null,
    residents  integer not null,
    primary key (account_id, until_at)
) strict, without rowid;

-- Raised to kill every pay link of the account that was given out before.
alter table utility_account add column pay_epoch integer not null default 0;

-- Requisites of the agent and of all suppliers as they were at a publication; a row a change.
create table requisites (
    id       integer primary key,
    body     text not null,
    taken_at integer not null
) strict;

-- Keys are derived from the installation's key and their number; here are their public halves.
create table signing_key (
    number     integer primary key,
    public_key blob not null unique,
    made_at    integer not null,
    retired_at integer,
    revoked_at integer
) strict;

-- A receipt without these was published before receipts were signed.
alter table receipt add column requisites_id integer;
alter table receipt add column key_number integer;
alter table receipt add column signature blob;
alter table receipt add column check_code integer;
create unique index receipt_check_code on receipt (check_code);
create index receipt_key on receipt (key_number, id);

create table payment (
    id         blob primary key,
    account_id integer not null references utility_account (id),
    period     integer not null,
    receipt_id blob not null references receipt (id),
    amount     integer not null check (amount > 0),
    parts      text not null,
    state      text not null check (state in ('pending', 'paid', 'failed')),
    -- Of the account when it was opened: after the return from the bank a revoked link must not come alive again.
    pay_epoch  integer not null,
    page       text not null,
    opened_at  integer not null,
    changed_at integer not null
) strict;
create index payment_account on payment (account_id, period);
create index payment_pending on payment (opened_at) where state = 'pending';
