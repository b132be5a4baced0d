-- Delivery in steps: claimed (nothing has left the house yet), sending, sent, delivered; and what the gateway says.
alter table message drop constraint message_channel_check;
alter table message add constraint message_channel_check check (channel in ('email', 'sms', 'push'));
alter table message drop constraint message_state_check;
alter table message add constraint message_state_check check (state in ('held', 'queued', 'claimed', 'sending', 'sent',
    'delivered', 'deferred', 'failed', 'returned', 'joined'));
alter table message add column gateway_id text;
alter table message add column cost bigint;
alter table message add column sent_at bigint;
alter table message add column part_of uuid;
update message set sent_at = changed_at where state in ('sent', 'returned');

drop index message_waiting;
create index message_waiting on message (channel, priority, not_before) where state in ('queued', 'deferred');
drop index message_sending;
create index message_leased on message (lease_until) where state in ('claimed', 'sending');
create index message_gateway on message (gateway_id) where gateway_id is not null;
create index message_part on message (part_of) where part_of is not null;

-- What went by e-mail and came back: printed after all, each receipt once.
create table supplement (
    period  bigint not null,
    number  bigint not null,
    made_at bigint not null,
    done_at bigint,
    primary key (period, number)
);
create table supplement_receipt (
    receipt_id uuid primary key,
    period     bigint not null,
    number     bigint not null
);
create index supplement_of on supplement_receipt (period, number);

-- A reminder before the "pay by" day goes to those who asked for it.
alter table wish add column remind boolean;

-- Codes that nobody was sent say nothing about how many of those sent are entered.
alter table confirmation add column silent boolean not null default false;
create index confirmation_created on confirmation (created_at);
