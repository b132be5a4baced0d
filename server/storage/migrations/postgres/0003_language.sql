-- The language of letters and SMS; null until the person has chosen one: Russian.

alter table resident add column language text check (language in ('ru', 'en'));
