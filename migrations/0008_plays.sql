-- Small acts and what they cost: the policy, the ledger with what is used up, replies held before they go out, the acts that
-- go with them, asks among colleagues, tasks. Money lives in a workspace's first home, one book; the rest lives with its customer.

-- The newest row counts; the older ones are its history.
create table if not exists autonomy_policy (
  home bigint not null,
  id uuid not null,
  fields jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (home, id)
);

-- Only ever added to: what is taken back is a row of its own. Holds no words, so that nothing of it need be erased.
create table if not exists courtesy_grant (
  home bigint not null,
  id uuid not null,
  key text collate "C" not null,
  at timestamptz not null,
  -- The calendar month and the customer's calendar period it counts for: '2025-11', '2025-Q4'.
  month text collate "C" not null,
  customer_period text collate "C" not null,
  agent_id uuid not null,
  agent_name text not null,
  customer_id uuid not null,
  moment_id uuid,
  act_id uuid,
  kind text collate "C" not null,
  amount_minor bigint not null check (amount_minor <> 0),
  currency text not null,
  within text collate "C" not null check (within in ('policy', 'approval')),
  approved_by text,
  reverses uuid,
  primary key (home, id),
  unique (home, key),
  check ((reverses is null) = (amount_minor > 0))
);

create unique index if not exists courtesy_grant_reversed_once on courtesy_grant (home, reverses) where reverses is not null;

create index if not exists courtesy_grant_by_time on courtesy_grant (home, at desc, id desc);

create index if not exists courtesy_grant_by_agent on courtesy_grant (home, agent_id, at desc, id desc);

create index if not exists courtesy_grant_by_customer on courtesy_grant (home, customer_id, at desc, id desc);

create index if not exists courtesy_grant_by_month on courtesy_grant (home, month, agent_id);

-- What is used up of a limit. `holder` is 'agent:<id>' or 'customer:<id>'; `limit_minor` the limit in force when it last grew.
create table if not exists budget_use (
  home bigint not null,
  holder text collate "C" not null,
  period text collate "C" not null,
  used_minor bigint not null check (used_minor >= 0),
  limit_minor bigint not null,
  primary key (home, holder, period),
  check (used_minor <= limit_minor)
);

-- A reply on its way. `next_try_at` is when the outbox looks at it next, and null once it has nothing left to do.
create table if not exists reply (
  home bigint not null,
  id uuid not null,
  customer_id uuid not null,
  moment_id uuid not null,
  conversation_id uuid,
  channel text collate "C" not null,
  address text not null,
  subject text,
  in_reply_to text,
  text text not null,
  state text collate "C" not null check (state in ('preparing', 'held', 'sending', 'sent', 'unsure', 'failed', 'undone')),
  held_until timestamptz not null,
  next_try_at timestamptz,
  tries integer not null default 0,
  -- Set before it is handed over, cleared when it is known not to have gone out: what a killed process leaves is unsure.
  handed_at timestamptz,
  problem text,
  external_id text,
  by_id uuid not null,
  by_name text not null,
  at timestamptz not null,
  sent_at timestamptz,
  is_done boolean not null,
  is_personal boolean not null,
  from_scratch boolean not null,
  macro_id uuid,
  seconds_spent integer,
  primary key (home, id)
);

create index if not exists reply_due on reply (next_try_at, home, id) where next_try_at is not null;

create index if not exists reply_by_moment on reply (home, moment_id, at desc, id desc);

create index if not exists reply_by_customer on reply (home, customer_id, at desc, id desc);

create index if not exists reply_by_time on reply (home, at desc, id desc);

create index if not exists reply_stuck on reply (home, at desc, id desc) where state in ('failed', 'unsure');

create table if not exists small_act (
  home bigint not null,
  id uuid not null,
  reply_id uuid not null,
  position integer not null,
  customer_id uuid not null,
  moment_id uuid not null,
  play_id text,
  kind text collate "C" not null,
  title text not null,
  words text,
  reason text,
  amount_minor bigint,
  currency text,
  typed_when text,
  owner_id uuid,
  anecdote_id uuid,
  education_id uuid,
  ask_id uuid,
  approved_by text,
  state text collate "C" not null check (state in ('held', 'doing', 'done', 'unsure', 'failed', 'undone')),
  handed_at timestamptz,
  problem text,
  code text,
  external_id text,
  promise_id uuid,
  by_id uuid not null,
  by_name text not null,
  at timestamptz not null,
  done_at timestamptz,
  primary key (home, id),
  foreign key (home, reply_id) references reply (home, id) on delete cascade
);

create index if not exists small_act_by_reply on small_act (home, reply_id, position);

create index if not exists small_act_by_moment on small_act (home, moment_id, at desc);

create index if not exists small_act_by_time on small_act (home, at desc, id desc);

-- What the policy does not leave to the agent alone. A yes serves once: `used_by` is the act it went into.
create table if not exists colleague_ask (
  home bigint not null,
  id uuid not null,
  customer_id uuid not null,
  moment_id uuid not null,
  kind text collate "C" not null,
  amount_minor bigint,
  currency text,
  reasoning text not null,
  needs text collate "C" not null check (needs in ('peer', 'lead')),
  by_id uuid not null,
  by_name text not null,
  at timestamptz not null,
  answer_by timestamptz not null,
  is_yes boolean,
  answered_by_id uuid,
  answered_by text,
  answered_at timestamptz,
  answer_words text,
  used_by uuid,
  primary key (home, id),
  check (answered_by_id is distinct from by_id)
);

create index if not exists colleague_ask_open on colleague_ask (home, at desc, id desc) where is_yes is null;

create index if not exists colleague_ask_by_moment on colleague_ask (home, moment_id, at desc);

create index if not exists colleague_ask_by_time on colleague_ask (home, at desc, id desc);

create table if not exists act_task (
  home bigint not null,
  id uuid not null,
  act_id uuid not null,
  customer_id uuid not null,
  moment_id uuid,
  kind text collate "C" not null,
  title text not null,
  words text,
  amount_minor bigint,
  currency text,
  owner_id uuid,
  by_name text not null,
  made_at timestamptz not null,
  -- The step before it, of the same play.
  waits_for uuid,
  done_at timestamptz,
  done_by text,
  done_words text,
  primary key (home, id)
);

create index if not exists act_task_open on act_task (home, made_at, id) where done_at is null;

create index if not exists act_task_by_owner on act_task (home, owner_id, made_at, id) where done_at is null;

create index if not exists act_task_done on act_task (home, done_at desc, id desc) where done_at is not null;

create index if not exists act_task_by_moment on act_task (home, moment_id, made_at) where moment_id is not null;

-- A reply half written, one for each person and moment.
create table if not exists reply_draft (
  home bigint not null,
  moment_id uuid not null,
  member_id uuid not null,
  customer_id uuid not null,
  fields jsonb not null,
  saved_at timestamptz not null,
  primary key (home, moment_id, member_id)
);

create index if not exists reply_draft_by_time on reply_draft (home, saved_at);

create index if not exists reply_draft_by_customer on reply_draft (home, customer_id);

-- Who has a moment open just now.
create table if not exists moment_presence (
  home bigint not null,
  moment_id uuid not null,
  member_id uuid not null,
  member_name text not null,
  is_writing boolean not null,
  seen_at timestamptz not null,
  primary key (home, moment_id, member_id)
);

create index if not exists moment_presence_by_time on moment_presence (home, seen_at);

do $$
declare t text;
begin
  foreach t in array array['autonomy_policy', 'courtesy_grant', 'budget_use', 'reply', 'small_act', 'colleague_ask', 'act_task', 'reply_draft', 'moment_presence'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('drop policy if exists workspace on %I', t);
    execute format('create policy workspace on %I to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))', t);
    -- The ledger and the history of the policy can be written to and never changed.
    execute format('grant select, insert%s on %I to spoonful_app', case when t in ('courtesy_grant', 'autonomy_policy') then '' else ', update, delete' end, t);
  end loop;
end $$;

-- The one look across homes: which replies the outbox has to see to. Only their addresses (SCALE.md Q2, Q3).
drop policy if exists worker on reply;

create policy worker on reply for select to spoonful_worker using (true);

grant select (home, id, next_try_at) on reply to spoonful_worker;
