-- «История» of an address asks for its consents.

create index consent_account on consent (account_id, seq) where account_id is not null;
