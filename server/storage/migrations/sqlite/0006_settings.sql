-- Settings: sessions that have a name, wishes, changes of contacts that can be undone, the second factor.

-- What pages call a session by: the hash of its token stays inside.
alter table session add column public_id blob;
update session set public_id = randomblob(16);
create unique index session_public on session (public_id);

-- What a person has said about the ways in and about notices; nothing said: the rule of the product holds.
create table wish (
    resident_id blob primary key references resident (id),
    sms_sign_in integer,
    changes_sms integer
) strict;

-- Changes of an e-mail or a phone. The old one stays in force until the new one is confirmed, and can be put back.
create table contact_change (
    id               blob primary key,
    resident_id      blob not null references resident (id),
    kind             text not null check (kind in ('email', 'phone')),
    old_value        text not null,
    old_confirmed_at integer,
    new_value        text not null,
    made_at          integer not null,
    confirmed_at     integer,
    undone_at        integer
) strict;
create index contact_change_resident on contact_change (resident_id, kind, made_at);

-- The secret of an authenticator app and the recovery codes are derived from `id` by the key of the installation.
create table second_factor (
    resident_id blob primary key references resident (id),
    id          blob not null,
    made_at     integer not null,
    enabled_at  integer,
    last_step   integer not null default 0,
    used_codes  integer not null default 0
) strict;
