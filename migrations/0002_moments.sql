-- What was noticed, what was done about it, and what is known about a customer. A moment's `state` repeats, for the index
-- of the queue, what its settlement, snooze and fold rows say; `store/moments.ts` keeps the two in step.

create table if not exists moment (
  home bigint not null,
  id uuid not null,
  customer_id uuid not null,
  conversation_id uuid,
  -- What it is about: a person's conversation or parcel. Of one thread only the latest moment stays open.
  thread text collate "C",
  -- The entry it was noticed in; both null when it was noticed in what did not happen.
  entry_id uuid,
  entry_at timestamptz,
  kind text collate "C" not null,
  valence text collate "C" not null check (valence in ('opportunity', 'threat')),
  channel text,
  at timestamptz not null,
  noticed_at timestamptz not null,
  expires_at timestamptz not null,
  expires_because text not null,
  signs jsonb not null,
  slots jsonb not null default '{}',
  words text not null,
  marks jsonb not null default '[]',
  state text collate "C" not null check (state in ('open', 'snoozed', 'done', 'dismissed', 'expired', 'folded')),
  folded_into uuid,
  assignee_id uuid,
  -- A snooze that ended after the moment's own expiry keeps it alive until here.
  kept_until timestamptz,
  primary key (home, id)
);

create index if not exists moment_queue on moment (home, expires_at, id) where state = 'open';

create index if not exists moment_queue_by_valence on moment (home, valence, expires_at, id) where state = 'open';

create index if not exists moment_queue_by_kind on moment (home, kind, expires_at, id) where state = 'open';

create index if not exists moment_queue_by_assignee on moment (home, assignee_id, expires_at, id) where state = 'open' and assignee_id is not null;

create index if not exists moment_by_time on moment (home, at desc, id desc);

create index if not exists moment_by_state on moment (home, state, at desc, id desc);

create index if not exists moment_by_customer on moment (home, customer_id, at desc, id desc);

create index if not exists moment_by_thread on moment (home, thread, at, id) where thread is not null;

create table if not exists moment_settlement (
  home bigint not null,
  moment_id uuid not null,
  outcome text not null check (outcome in ('done', 'dismissed')),
  reason text,
  by_id uuid not null,
  by_name text not null,
  at timestamptz not null,
  primary key (home, moment_id),
  foreign key (home, moment_id) references moment (home, id) on delete cascade
);

create index if not exists moment_settlement_by_member on moment_settlement (home, by_id, at);

create table if not exists moment_snooze (
  home bigint not null,
  moment_id uuid not null,
  until timestamptz not null,
  reason text,
  by_id uuid not null,
  by_name text not null,
  at timestamptz not null,
  primary key (home, moment_id),
  foreign key (home, moment_id) references moment (home, id) on delete cascade
);

create index if not exists moment_snooze_by_until on moment_snooze (home, until);

-- What an agent did about a moment. It lands on the timeline after the time for undoing; `landed_at` says when.
create table if not exists moment_act (
  home bigint not null,
  id uuid not null,
  moment_id uuid not null,
  customer_id uuid not null,
  kind text not null check (kind in ('line', 'note')),
  text text not null,
  via text check (via in ('copied', 'logged')),
  by_id uuid not null,
  by_name text not null,
  at timestamptz not null,
  landed_at timestamptz,
  primary key (home, id),
  foreign key (home, moment_id) references moment (home, id)
);

create index if not exists moment_act_by_moment on moment_act (home, moment_id, at);

create index if not exists moment_act_to_land on moment_act (home, at) where landed_at is null;

-- What is known about a customer, each with the words it comes from.
create table if not exists fact (
  home bigint not null,
  id uuid not null,
  customer_id uuid not null,
  kind text not null,
  value text not null,
  quote text,
  -- Where it was said: the entry's kind and channel, or null when a member wrote it.
  said_in text,
  channel text,
  entry_id uuid,
  at timestamptz not null,
  noticed_at timestamptz not null,
  expires_at timestamptz,
  standing text not null check (standing in ('guess', 'confirmed', 'forgotten')),
  -- The member who added it or decided its standing; null while only the machine has spoken.
  stood_by uuid,
  stood_by_name text,
  stood_at timestamptz,
  primary key (home, id)
);

create index if not exists fact_by_customer on fact (home, customer_id, at desc, id desc);

create index if not exists fact_by_entry on fact (home, entry_id) where entry_id is not null;

-- The words of moments, for search by the beginning of a word.
create table if not exists moment_word (
  home bigint not null,
  word text collate "C" not null,
  moment_id uuid not null,
  primary key (home, word, moment_id)
);

create index if not exists moment_word_by_moment on moment_word (home, moment_id);

-- Which customers bought of which category, and when first: what is unusual for a brand is read from here.
create table if not exists bought_category (
  home bigint not null,
  category text collate "C" not null,
  customer_id uuid not null,
  first_at timestamptz not null,
  primary key (home, category, customer_id)
);

create index if not exists bought_category_by_time on bought_category (home, category, first_at);

-- How often each person ordered and when she was last heard of: who has gone silent is read from here.
create table if not exists customer_rhythm (
  home bigint not null,
  customer_id uuid not null,
  orders integer not null,
  last_at timestamptz not null,
  last_words text not null,
  primary key (home, customer_id)
);

create index if not exists customer_rhythm_by_last on customer_rhythm (home, last_at, customer_id) where orders >= 2;

-- The row-level policy looks at (home >> 12), which `home` decides alone. Without being told, the planner takes the two for
-- independent, expects one row in two hundred, and sorts a long list instead of walking its index.
create statistics if not exists moment_workspace (dependencies) on home, (home >> 12) from moment;

create statistics if not exists moment_word_workspace (dependencies) on home, (home >> 12) from moment_word;

create statistics if not exists fact_workspace (dependencies) on home, (home >> 12) from fact;

do $$
declare t text;
begin
  foreach t in array array['moment', 'moment_settlement', 'moment_snooze', 'moment_act', 'fact', 'moment_word', 'bought_category', 'customer_rhythm'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('drop policy if exists workspace on %I', t);
    execute format('create policy workspace on %I to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))', t);
    execute format('grant select, insert, update, delete on %I to spoonful_app', t);
  end loop;
end $$;
