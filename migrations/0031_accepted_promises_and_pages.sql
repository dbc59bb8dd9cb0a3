-- A promise found in what we wrote is offered to whoever wrote it: this is when somebody said that it was meant. And the secret end of the
-- address under which a Chatwoot shows moments beside its conversations, as its hash.

alter table promise add column if not exists accepted_at timestamptz;

alter table chatwoot_account add column if not exists page_hash bytea;
