-- Passkeys: the public halves of keys with which devices let a person in. What is here lets nobody in.
create table passkey (
    id            blob primary key,
    resident_id   blob not null references resident (id),
    credential_id blob not null unique,
    -- The public key and the counter of its device, as the library writes them.
    body          text not null,
    user_agent    text not null,
    made_at       integer not null,
    used_at       integer
) strict;
create index passkey_resident on passkey (resident_id, made_at);
