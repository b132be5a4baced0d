-- Passkeys: the public halves of keys with which devices let a person in. What is here lets nobody in.
create table passkey (
    id            uuid primary key,
    resident_id   uuid not null references resident (id),
    credential_id bytea not null unique,
    -- The public key and the counter of its device, as the library writes them.
    body          text not null,
    user_agent    text not null,
    made_at       bigint not null,
    used_at       bigint
);
create index passkey_resident on passkey (resident_id, made_at);
