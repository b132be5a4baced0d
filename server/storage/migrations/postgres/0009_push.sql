-- Devices that asked to be told by push: where their browser's push service takes messages, and its keys for them.
create table push_device (
    id           uuid primary key,
    resident_id  uuid not null references resident (id),
    -- The session in which it was asked for: whoever signs out there is told no more.
    session_hash bytea not null,
    endpoint     text not null unique,
    p256dh       text not null,
    auth         text not null,
    language     text not null,
    made_at      bigint not null
);
create index push_device_resident on push_device (resident_id, made_at);
