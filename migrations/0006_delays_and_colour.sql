-- Many customers wait for the same reason: a carrier's word that several promises share gathers them. When a customer was told
-- first that it will be late, the promise remembers it. The contact form bears the brand's colour.

alter table promise add column if not exists delay_key text collate "C";

alter table promise add column if not exists told_first_at timestamptz;

create index if not exists promise_by_delay on promise (home, delay_key) where delay_key is not null and standing in ('open', 'at_risk') and told_first_at is null;

alter table contact_form add column if not exists colour text;
