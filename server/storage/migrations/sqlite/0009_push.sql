-- Devices that asked to be told by push: where their browser's push service takes messages, and its keys for them.
create table push_device (
    id           blob primary key,
    resident_id  blob not null references resident (id),
    -- The session in which it was asked for: whoever signs out there is told no more.
    session_hash blob not null,
    endpoint     text not null unique,
    p256dh       text not null,
    auth         text not null,
    language     text not null,
    made_at      integer not null
) strict;
create index push_device_resident on push_device (resident_id, made_at);
