-- How pages look for a person, as `big.white-on-black.wide`; none until something is chosen.
alter table resident add column look text;
