-- One word per Russian term: see docs/glossary.md. Periods are numbers (year * 12 + month - 1), times unix
-- milliseconds, sums kopecks, volumes and tariffs millionths.

create table supplier (
    id             bigint primary key,
    inn            text not null unique,
    kpp            text not null,
    name           text not null,
    short_name     text not null,
    bic            text not null,
    bank           text not null,
    account        text not null,
    corr_account   text not null,
    phone          text not null,
    electronic_from bigint
);

create table service (
    id   bigint primary key,
    name text not null,
    unit text not null,
    unique (name, unit)
);

create table utility_account (
    id           bigint primary key,
    number       text not null unique,
    lookup_key   text not null,
    els          text not null,
    city         text not null,
    street       text not null,
    house        text not null,
    flat         text not null,
    holder       text not null,
    area         bigint not null,
    residents    bigint not null,
    -- Byte order, as SQLite has it: the key is made for it, and no locale may reorder a print run.
    delivery_key text collate "C" not null
);
create index utility_account_lookup on utility_account (lookup_key);
create index utility_account_delivery on utility_account (delivery_key, id);

-- Taken register files. A second import of the same period waits on the lock row, on every engine.
create table work_lock (
    name     text primary key,
    taken_at bigint not null
);
insert into work_lock (name, taken_at) values ('import', 0);

create table register_import (
    id          bigint primary key,
    period      bigint not null,
    sha256      bytea not null,
    lines       bigint not null,
    accounts    bigint not null,
    total       bigint not null,
    imported_at bigint not null
);
create index register_import_period on register_import (period, id);

create table register_total (
    period      bigint not null,
    supplier_id bigint not null references supplier (id),
    lines       bigint not null,
    accounts    bigint not null,
    total       bigint not null,
    primary key (period, supplier_id)
);

-- Everything charged to an account in a period, as one row: it is written, published, shown and compared as a whole.
-- `lines` is a JSON array of arrays: supplier, service, volume, tariff, opening, charged, recalculation, benefit,
-- penalty, paid, total. A correction adds a revision; nothing is overwritten once published.
create table statement (
    period     bigint not null,
    account_id bigint not null,
    revision   bigint not null,
    import_id  bigint not null,
    total      bigint not null,
    lines      text not null,
    primary key (period, account_id, revision)
);

create table resident (
    id                 uuid primary key,
    email              text not null,
    phone              text not null,
    password_hash      text,
    created_at         bigint not null,
    email_confirmed_at bigint,
    email_failing_at   bigint,
    phone_confirmed_at bigint,
    generated          boolean not null default false
);
create unique index resident_confirmed_email on resident (email) where email_confirmed_at is not null;
create index resident_email on resident (email, created_at);
create index resident_phone on resident (phone, created_at);

create table session (
    token_hash  bytea primary key,
    resident_id uuid not null references resident (id),
    created_at  bigint not null,
    seen_at     bigint not null,
    expires_at  bigint not null,
    user_agent  text not null
);
create index session_resident on session (resident_id);

-- Single-use links of letters. The secret half is derived from the id by the key of the installation, never stored.
create table link (
    id          uuid primary key,
    resident_id uuid not null references resident (id),
    kind        text not null check (kind in ('email', 'password')),
    email       text not null,
    created_at  bigint not null,
    expires_at  bigint not null,
    used_at     bigint
);
create index link_resident on link (resident_id);

create table holder (
    resident_id uuid not null references resident (id),
    account_id  bigint not null references utility_account (id),
    bound_at    bigint not null,
    proof       text not null,
    sms_notices boolean not null default false,
    primary key (resident_id, account_id)
);
create index holder_account on holder (account_id);

create table consent_head (
    id   bigint primary key check (id = 1),
    seq  bigint not null,
    hash bytea not null
);

create table consent (
    seq         bigint primary key,
    id          uuid not null unique,
    kind        text not null,
    resident_id uuid not null,
    account_id  bigint,
    made_at     bigint not null,
    body        text not null,
    previous    bytea not null,
    hash        bytea not null
);
create index consent_resident on consent (resident_id, seq);

-- Append-only; the last row of a supplier that holds by a period is the choice for it.
create table delivery_choice (
    account_id     bigint not null references utility_account (id),
    supplier_id    bigint not null references supplier (id),
    consent_seq    bigint not null references consent (seq),
    mode           text not null check (mode in ('electronic', 'paper')),
    effective_from bigint not null,
    chosen_at      bigint not null,
    resident_id    uuid not null,
    primary key (account_id, supplier_id, consent_seq)
);

create table confirmation (
    id          uuid primary key,
    subject     text not null,
    phone       text not null,
    code_hash   bytea not null,
    sms_notices boolean not null,
    created_at  bigint not null,
    expires_at  bigint not null,
    tries       bigint not null default 0,
    used_at     bigint
);
create index confirmation_subject on confirmation (subject, created_at);
create index confirmation_phone on confirmation (phone, created_at);

create table limit_counter (
    key_hash     bytea not null,
    window_start bigint not null,
    window_end   bigint not null,
    hits         bigint not null,
    primary key (key_hash, window_start)
);

create table draft (
    id         bytea primary key,
    browser    bytea not null,
    form       text not null,
    body       text not null,
    expires_at bigint not null
);
create index draft_expiry on draft (expires_at);

create table publication (
    period      bigint primary key,
    state       text not null check (state in ('running', 'done', 'failed')),
    run         bigint not null,
    owner       uuid not null,
    lease_until bigint not null,
    position    bigint not null,
    started_at  bigint not null,
    finished_at bigint
);

create table receipt (
    id                   uuid primary key,
    period               bigint not null,
    account_id           bigint not null,
    version              bigint not null,
    revision             bigint not null,
    published_at         bigint not null,
    total                bigint not null,
    electronic           bigint not null,
    paper                bigint not null,
    electronic_suppliers text not null,
    replaced_at          bigint,
    unique (period, account_id, version)
);
create index receipt_account on receipt (account_id, period);

create table message (
    id          uuid primary key,
    channel     text not null check (channel in ('email', 'sms')),
    kind        text not null,
    recipient   text not null,
    resident_id uuid,
    receipt_id  uuid,
    period      bigint,
    payload     text not null,
    dedupe      text not null unique,
    state       text not null check (state in ('held', 'queued', 'sending', 'sent', 'deferred', 'failed', 'returned')),
    priority    bigint not null,
    attempts    bigint not null default 0,
    not_before  bigint not null,
    lease_owner uuid,
    lease_until bigint,
    queued_at   bigint not null,
    changed_at  bigint not null,
    reason      text
);
create index message_waiting on message (priority, not_before) where state in ('queued', 'deferred');
create index message_sending on message (lease_until) where state = 'sending';
create index message_held on message (period) where state = 'held';
create index message_receipt on message (receipt_id) where receipt_id is not null;
