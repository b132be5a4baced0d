-- Delivery in steps: claimed (nothing has left the house yet), sending, sent, delivered; and what the gateway says.
-- SQLite changes no check of a table: the table is made anew.
create table message_new (
    id          blob primary key,
    channel     text not null check (channel in ('email', 'sms', 'push')),
    kind        text not null,
    recipient   text not null,
    resident_id blob,
    receipt_id  blob,
    period      integer,
    payload     text not null,
    dedupe      text not null unique,
    state       text not null check (state in ('held', 'queued', 'claimed', 'sending', 'sent', 'delivered', 'deferred',
                'failed', 'returned', 'joined')),
    priority    integer not null,
    attempts    integer not null default 0,
    not_before  integer not null,
    lease_owner blob,
    lease_until integer,
    queued_at   integer not null,
    changed_at  integer not null,
    reason      text,
    gateway_id  text,
    cost        integer,
    sent_at     integer,
    part_of     blob
) strict;
insert into message_new (id, channel, kind, recipient, resident_id, receipt_id, period, payload, dedupe, state, priority,
    attempts, not_before, lease_owner, lease_until, queued_at, changed_at, reason, sent_at)
    select id, channel, kind, recipient, resident_id, receipt_id, period, payload, dedupe, state, priority, attempts,
    not_before, lease_owner, lease_until, queued_at, changed_at, reason,
    case when state in ('sent', 'returned') then changed_at end
    from message;
drop table message;
alter table message_new rename to message;

create index message_waiting on message (channel, priority, not_before) where state in ('queued', 'deferred');
create index message_leased on message (lease_until) where state in ('claimed', 'sending');
create index message_held on message (period) where state = 'held';
create index message_receipt on message (receipt_id) where receipt_id is not null;
create index message_gateway on message (gateway_id) where gateway_id is not null;
create index message_part on message (part_of) where part_of is not null;

-- What went by e-mail and came back: printed after all, each receipt once.
create table supplement (
    period  integer not null,
    number  integer not null,
    made_at integer not null,
    done_at integer,
    primary key (period, number)
) strict;
create table supplement_receipt (
    receipt_id blob primary key,
    period     integer not null,
    number     integer not null
) strict;
create index supplement_of on supplement_receipt (period, number);

-- A reminder before the "pay by" day goes to those who asked for it.
alter table wish add column remind integer;

-- Codes that nobody was sent say nothing about how many of those sent are entered.
alter table confirmation add column silent integer not null default 0;
create index confirmation_created on confirmation (created_at);
