-- Chatwoot: one inbox alone, how far the history was read, what is told outwards, and the page that stands inside it.

alter table chatwoot_account add column if not exists inbox_no bigint;

-- Conversations of the history that were read, and how many there were when reading began.
alter table chatwoot_account add column if not exists history_read integer not null default 0;

alter table chatwoot_account add column if not exists history_count integer;

-- What follows from a moment in its conversation there.
alter table chatwoot_account add column if not exists tells_snooze boolean not null default true;

alter table chatwoot_account add column if not exists resolves_done boolean not null default false;

alter table chatwoot_account add column if not exists tells_labels boolean not null default true;

alter table chatwoot_account add column if not exists tells_facts boolean not null default false;

-- SHA-256 of what stands at the end of the page's address; null where there is none.
alter table chatwoot_account add column if not exists page_hash bytea;

-- A conversation whose moments changed: what was last told of it, and when it is looked at next.
create table if not exists chatwoot_talk (
  home bigint not null,
  account_id uuid not null,
  -- The display id.
  conversation bigint not null,
  customer_id uuid not null,
  -- Null while nothing is to be told.
  due_at timestamptz,
  tries integer not null default 0,
  problem text,
  -- "snoozed" or "resolved" where we put it so; null where we did not, or took it back.
  told_status text,
  told_until timestamptz,
  told_at timestamptz,
  primary key (home, account_id, conversation)
);

create index if not exists chatwoot_talk_due on chatwoot_talk (home, due_at) where due_at is not null;

create index if not exists chatwoot_talk_customer on chatwoot_talk (home, customer_id);

alter table chatwoot_talk enable row level security;

alter table chatwoot_talk force row level security;

drop policy if exists workspace on chatwoot_talk;

create policy workspace on chatwoot_talk to spoonful_app using ((home >> 12) = (select nullif(current_setting('spoonful.workspace', true), '')::bigint)) with check ((home >> 12) = (select nullif(current_setting('spoonful.workspace', true), '')::bigint));

grant select, insert, update, delete on chatwoot_talk to spoonful_app;
