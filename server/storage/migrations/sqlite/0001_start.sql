-- One word per Russian term: see docs/glossary.md. Periods are numbers (year * 12 + month - 1), times unix
-- milliseconds, sums kopecks, volumes and tariffs millionths.

create table supplier (
    id             integer primary key,
    inn            text not null unique,
    kpp            text not null,
    name           text not null,
    short_name     text not null,
    bic            text not null,
    bank           text not null,
    account        text not null,
    corr_account   text not null,
    phone          text not null,
    electronic_from integer
) strict;

create table service (
    id   integer primary key,
    name text not null,
    unit text not null,
    unique (name, unit)
) strict;

create table utility_account (
    id           integer primary key,
    number       text not null unique,
    lookup_key   text not null,
    els          text not null,
    city         text not null,
    street       text not null,
    house        text not null,
    flat         text not null,
    holder       text not null,
    area         integer not null,
    residents    integer not null,
    delivery_key text not null
) strict;
create index utility_account_lookup on utility_account (lookup_key);
create index utility_account_delivery on utility_account (delivery_key, id);

-- Taken register files. A second import of the same period waits on the lock row, on every engine.
create table work_lock (
    name     text primary key,
    taken_at integer not null
) strict;
insert into work_lock (name, taken_at) values ('import', 0);

create table register_import (
    id          integer primary key,
    period      integer not null,
    sha256      blob not null,
    lines       integer not null,
    accounts    integer not null,
    total       integer not null,
    imported_at integer not null
) strict;
create index register_import_period on register_import (period, id);

create table register_total (
    period      integer not null,
    supplier_id integer not null references supplier (id),
    lines       integer not null,
    accounts    integer not null,
    total       integer not null,
    primary key (period, supplier_id)
) strict, without rowid;

-- Everything charged to an account in a period, as one row: it is written, published, shown and compared as a whole.
-- `lines` is a JSON array of arrays: supplier, service, volume, tariff, opening, charged, recalculation, benefit,
-- penalty, paid, total. A correction adds a revision; nothing is overwritten once published.
create table statement (
    period     integer not null,
    account_id integer not null,
    revision   integer not null,
    import_id  integer not null,
    total      integer not null,
    lines      text not null,
    primary key (period, account_id, revision)
) strict, without rowid;

create table resident (
    id                 blob primary key,
    email              text not null,
    phone              text not null,
    password_hash      text,
    created_at         integer not null,
    email_confirmed_at integer,
    email_failing_at   integer,
    phone_confirmed_at integer,
    generated          integer not null default 0
) strict;
create unique index resident_confirmed_email on resident (email) where email_confirmed_at is not null;
create index resident_email on resident (email, created_at);
create index resident_phone on resident (phone, created_at);

create table session (
    token_hash  blob primary key,
    resident_id blob not null references resident (id),
    created_at  integer not null,
    seen_at     integer not null,
    expires_at  integer not null,
    user_agent  text not null
) strict;
create index session_resident on session (resident_id);

-- Single-use links of letters. The secret half is derived from the id by the key of the installation, never stored.
create table link (
    id          blob primary key,
    resident_id blob not null references resident (id),
    kind        text not null check (kind in ('email', 'password')),
    email       text not null,
    created_at  integer not null,
    expires_at  integer not null,
    used_at     integer
) strict;
create index link_resident on link (resident_id);

create table holder (
    resident_id blob not null references resident (id),
    account_id  integer not null references utility_account (id),
    bound_at    integer not null,
    proof       text not null,
    sms_notices integer not null default 0,
    primary key (resident_id, account_id)
) strict;
create index holder_account on holder (account_id);

create table consent_head (
    id   integer primary key check (id = 1),
    seq  integer not null,
    hash blob not null
) strict;

create table consent (
    seq         integer primary key,
    id          blob not null unique,
    kind        text not null,
    resident_id blob not null,
    account_id  integer,
    made_at     integer not null,
    body        text not null,
    previous    blob not null,
    hash        blob not null
) strict;
create index consent_resident on consent (resident_id, seq);

-- Append-only; the last row of a supplier that holds by a period is the choice for it.
create table delivery_choice (
    account_id     integer not null references utility_account (id),
    supplier_id    integer not null references supplier (id),
    consent_seq    integer not null references consent (seq),
    mode           text not null check (mode in ('electronic', 'paper')),
    effective_from integer not null,
    chosen_at      integer not null,
    resident_id    blob not null,
    primary key (account_id, supplier_id, consent_seq)
) strict, without rowid;

create table confirmation (
    id          blob primary key,
    subject     text not null,
    phone       text not null,
    code_hash   blob not null,
    sms_notices integer not null,
    created_at  integer not null,
    expires_at  integer not null,
    tries       integer not null default 0,
    used_at     integer
) strict;
create index confirmation_subject on confirmation (subject, created_at);
create index confirmation_phone on confirmation (phone, created_at);

create table limit_counter (
    key_hash     blob not null,
    window_start integer not null,
    window_end   integer not null,
    hits         integer not null,
    primary key (key_hash, window_start)
) strict, without rowid;

create table draft (
    id         blob primary key,
    browser    blob not null,
    form       text not null,
    body       text not null,
    expires_at integer not null
) strict;
create index draft_expiry on draft (expires_at);

create table publication (
    period      integer primary key,
    state       text not null check (state in ('running', 'done', 'failed')),
    run         integer not null,
    owner       blob not null,
    lease_until integer not null,
    position    integer not null,
    started_at  integer not null,
    finished_at integer
) strict;

create table receipt (
    id                   blob primary key,
    period               integer not null,
    account_id           integer not null,
    version              integer not null,
    revision             integer not null,
    published_at         integer not null,
    total                integer not null,
    electronic           integer not null,
    paper                integer not null,
    electronic_suppliers text not null,
    replaced_at          integer,
    unique (period, account_id, version)
) strict;
create index receipt_account on receipt (account_id, period);

create table message (
    id          blob primary key,
    channel     text not null check (channel in ('email', 'sms')),
    kind        text not null,
    recipient   text not null,
    resident_id blob,
    receipt_id  blob,
    period      integer,
    payload     text not null,
    dedupe      text not null unique,
    state       text not null check (state in ('held', 'queued', 'sending', 'sent', 'deferred', 'failed', 'returned')),
    priority    integer not null,
    attempts    integer not null default 0,
    not_before  integer not null,
    lease_owner blob,
    lease_until integer,
    queued_at   integer not null,
    changed_at  integer not null,
    reason      text
) strict;
create index message_waiting on message (priority, not_before) where state in ('queued', 'deferred');
create index message_sending on message (lease_until) where state = 'sending';
create index message_held on message (period) where state = 'held';
create index message_receipt on message (receipt_id) where receipt_id is not null;
