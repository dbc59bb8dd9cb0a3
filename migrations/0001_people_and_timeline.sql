-- The first tables: who works here (reference), how they get in (local), and what customers said and did (distributed).
-- Rules for every table: SCALE.md S1 to S6. Every distributed table starts its keys with `home`, has row-level security
-- forced, and one policy: the workspace number in `home` must equal the transaction's setting `spoonful.workspace`.

do $$ begin
  if not exists (select from pg_roles where rolname = 'spoonful_app') then create role spoonful_app nologin; end if;
exception when duplicate_object or unique_violation then null; end $$;

do $$ begin
  if not exists (select from pg_roles where rolname = 'spoonful_worker') then create role spoonful_worker nologin; end if;
exception when duplicate_object or unique_violation then null; end $$;

do $$ begin execute format('grant spoonful_app, spoonful_worker to %I', current_user); exception when others then if sqlstate not in ('0LP01', '42501') then raise; end if; end $$;

grant usage on schema public to spoonful_app, spoonful_worker;

create table if not exists workspace (
  id uuid primary key,
  no bigint not null unique check (no between 1 and 2199023255551),
  slices integer not null default 1 check (slices between 1 and 4096 and (slices & (slices - 1)) = 0),
  name text not null,
  zone text not null,
  currency text not null,
  settings jsonb not null default '{}',
  created_at timestamptz not null
);

create table if not exists member (
  id uuid primary key,
  workspace_id uuid not null references workspace (id),
  name text not null,
  nicknames text[] not null default '{}',
  email text,
  role text not null check (role in ('owner', 'supervisor', 'agent', 'viewer')),
  zone text,
  preferences jsonb not null default '{}',
  created_at timestamptz not null,
  removed_at timestamptz
);

create index if not exists member_by_workspace on member (workspace_id);

create table if not exists enter_key (
  hash bytea primary key,
  member_id uuid not null references member (id),
  expires_at timestamptz not null,
  used_at timestamptz
);

create table if not exists login_session (
  hash bytea primary key,
  member_id uuid not null references member (id),
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  user_agent text
);

create table if not exists api_key (
  id uuid primary key,
  workspace_id uuid not null references workspace (id),
  name text not null,
  hash bytea not null unique,
  hint text not null,
  scopes text[] not null,
  -- A server's key vouches for the ids it sends; a browser's key is public, and its ids are claims (R15).
  trust text not null default 'server' check (trust in ('server', 'browser')),
  created_by uuid references member (id),
  created_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);

create index if not exists api_key_by_workspace on api_key (workspace_id);

grant select on workspace, member to spoonful_app, spoonful_worker;

-- A customer row is one identity's person: its id is derived from (kind, value), so writers need no look-up and two
-- writers never make two. Persons known by several identities are joined by links; `merged_into` holds the outcome.
create table if not exists customer (
  home bigint not null,
  id uuid not null,
  identity_kind text not null,
  identity_value text not null,
  verified boolean not null,
  merged_into uuid,
  traits jsonb not null default '{}',
  profile jsonb not null default '{}',
  first_at timestamptz,
  last_at timestamptz,
  created_at timestamptz not null,
  primary key (home, id)
);

create index if not exists customer_by_merge on customer (home, merged_into) where merged_into is not null;
create index if not exists customer_by_last on customer (home, last_at desc, id desc) where merged_into is null;

-- One row in each of the two homes. A cut link stays, so that the same evidence does not join them again.
create table if not exists customer_link (
  home bigint not null,
  customer_id uuid not null,
  other_id uuid not null,
  reason text not null,
  evidence text not null,
  at timestamptz not null,
  made_at timestamptz not null,
  made_by uuid,
  cut_at timestamptz,
  cut_by uuid,
  primary key (home, customer_id, other_id),
  foreign key (home, customer_id) references customer (home, id)
);

-- The words of names, addresses and ids, for search by the beginning of a word; rebuilt whenever a profile changes. Without
-- a foreign key, whose check took longer than the row: words are derived, written with their customer and by nobody else.
create table if not exists customer_word (
  home bigint not null,
  word text collate "C" not null,
  customer_id uuid not null,
  primary key (home, word, customer_id)
);

create index if not exists customer_word_by_customer on customer_word (home, customer_id);

create table if not exists entry (
  home bigint not null,
  at timestamptz not null,
  id uuid not null,
  customer_id uuid not null,
  conversation_id uuid,
  kind text not null,
  channel text,
  source text not null,
  message_id text not null,
  title text,
  body text,
  author_kind text not null,
  author_name text,
  data jsonb not null default '{}',
  received_at timestamptz not null,
  primary key (home, at, id)
) partition by range (at);

create index if not exists entry_by_customer on entry (home, customer_id, at desc, id desc);
create index if not exists entry_by_conversation on entry (home, conversation_id, at, id) where conversation_id is not null;

create table if not exists conversation (
  home bigint not null,
  id uuid not null,
  customer_id uuid not null,
  source text not null,
  external_id text not null,
  channel text,
  title text,
  first_at timestamptz not null,
  last_at timestamptz not null,
  last_in_at timestamptz,
  last_out_at timestamptz,
  primary key (home, id)
);

-- (source, message id) is stored once, for ever. Its home comes from the message, not from the customer (SCALE.md S5).
create table if not exists intake_seen (
  home bigint not null,
  source text collate "C" not null,
  message_id text collate "C" not null,
  -- The time its entry was stored under: a retry that brings none must find the same row.
  at timestamptz not null,
  seen_at timestamptz not null,
  primary key (home, source, message_id)
);

-- What a source sent and we could not store, for its owner to look at: the event debugger.
create table if not exists intake_refusal (
  home bigint not null,
  id uuid not null,
  source text not null,
  message_id text,
  reason text not null,
  item text not null,
  at timestamptz not null,
  primary key (home, id)
);

-- What happened, told to each subscriber: written in the same transaction, deleted when the subscriber has done its work.
create table if not exists announcement (
  home bigint not null,
  id uuid not null,
  subscriber text not null,
  name text not null,
  body jsonb not null,
  tries integer not null default 0,
  due_at timestamptz not null,
  -- 0 news, 1 history that may still matter, 2 the rest.
  priority smallint not null default 0,
  problem text,
  primary key (home, id, subscriber)
);

create index if not exists announcement_by_due on announcement (priority, id);

create table if not exists idempotency (
  home bigint not null,
  key text not null,
  request_hash text not null,
  status integer,
  answer text,
  at timestamptz not null,
  primary key (home, key)
);

do $$
declare t text;
begin
  foreach t in array array['customer', 'customer_link', 'customer_word', 'entry', 'conversation', 'intake_seen', 'intake_refusal', 'announcement', 'idempotency'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('drop policy if exists workspace on %I', t);
    execute format('create policy workspace on %I to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))', t);
    execute format('grant select, insert, update, delete on %I to spoonful_app', t);
  end loop;
end $$;

-- The one look across homes: which work is due. Only the address of the work, never its content (SCALE.md Q2, Q3).
drop policy if exists worker on announcement;

create policy worker on announcement for select to spoonful_worker using (true);

grant select (home, id, subscriber, name, due_at, priority, tries) on announcement to spoonful_worker;
