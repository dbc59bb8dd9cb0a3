-- Chatwoot: the accounts a brand is joined with, how their webhooks are believed, and how far their history was read.

create table if not exists chatwoot_account (
  home bigint not null,
  id uuid not null,
  name text not null,
  -- "https://app.chatwoot.com", without a slash at the end.
  base_url text not null,
  account_no bigint not null,
  -- api_access_token, sealed for "chatwoot <id>".
  token bytea not null,
  -- The secret Chatwoot made for the webhook, sealed; null where it is too old to sign.
  secret bytea,
  -- SHA-256 of what stands at the end of the unsigned address.
  path_hash bytea not null,
  paused_at timestamptz,
  -- The next page of conversations of the history; null when it is read.
  history_page integer,
  -- The catching up of what no webhook told.
  read_at timestamptz,
  last_event_at timestamptz,
  problem text,
  problem_at timestamptz,
  created_at timestamptz not null,
  created_by text not null,
  primary key (home, id)
);

alter table chatwoot_account enable row level security;

alter table chatwoot_account force row level security;

drop policy if exists workspace on chatwoot_account;

create policy workspace on chatwoot_account to spoonful_app using ((home >> 12) = (select nullif(current_setting('spoonful.workspace', true), '')::bigint)) with check ((home >> 12) = (select nullif(current_setting('spoonful.workspace', true), '')::bigint));

grant select, insert, update, delete on chatwoot_account to spoonful_app;
