-- What the brand said it would do: every promise with its time and what became of it, the promises a touchpoint makes by
-- itself, and the hours they are counted in. `standing` repeats, for the indexes of the board, what the other columns say;
-- `next_look_at` is when time itself will next change it, and null once time can't change it any more.

create table if not exists promise (
  home bigint not null,
  id uuid not null,
  customer_id uuid not null,
  conversation_id uuid,
  -- The entry that made it; null where a member made it by key or it was inherited.
  entry_id uuid,
  entry_at timestamptz,
  moment_id uuid,
  origin text collate "C" not null check (origin in ('made', 'found', 'standing', 'carrier', 'inherited')),
  touchpoint text collate "C" not null,
  wording text not null,
  is_quoted boolean not null,
  -- UTF-16 offset of a quoted wording in its entry's text.
  quote_start integer,
  about text not null,
  order_no text,
  kept_by text collate "C" not null check (kept_by in ('reply', 'delivery', 'dispatch', 'refund', 'word')),
  made_at timestamptz not null,
  made_by text,
  -- How the due time is counted, so that a changed calendar can count it again.
  counted jsonb not null,
  is_conditional boolean not null,
  -- When it began to bind; null while it waits for the customer.
  armed_at timestamptz,
  due_at timestamptz,
  due_words text not null,
  is_assumed boolean not null,
  told_due_at timestamptz,
  -- When so much of its time is used that it is at risk.
  risk_at timestamptz,
  -- The last word of a carrier: its time, and what is wrong, null when nothing is.
  delay_at timestamptz,
  delay_words text,
  owner_id uuid,
  snoozed_until timestamptz,
  snoozed_at timestamptz,
  snoozed_by text,
  snooze_reason text,
  kept_at timestamptz,
  kept_words text,
  -- Who said it was kept; null where evidence did.
  kept_by_hand text,
  withdrawn_at timestamptz,
  made_good_at timestamptz,
  risk_raised_at timestamptz,
  broken_raised_at timestamptz,
  standing text collate "C" not null check (standing in ('pending', 'open', 'at_risk', 'kept', 'broken', 'withdrawn')),
  -- When it was kept in time, or when it broke.
  settled_at timestamptz,
  next_look_at timestamptz,
  primary key (home, id)
);

create index if not exists promise_due on promise (next_look_at, home, id) where next_look_at is not null;

create index if not exists promise_by_customer on promise (home, customer_id, made_at desc, id desc);

create index if not exists promise_by_standing on promise (home, standing, due_at, id);

create index if not exists promise_by_owner on promise (home, owner_id, standing, due_at, id) where owner_id is not null;

create index if not exists promise_by_settlement on promise (home, settled_at, touchpoint, standing) where settled_at is not null;

create index if not exists promise_unmended on promise (home, due_at, id) where standing = 'broken' and made_good_at is null;

-- What happened to a promise that its own row does not say: snoozed, moved, handed over, warned of, made good.
create table if not exists promise_story (
  home bigint not null,
  promise_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  what text not null,
  title text not null,
  words text not null,
  quote text,
  by_name text,
  primary key (home, promise_id, id),
  foreign key (home, promise_id) references promise (home, id) on delete cascade
);

-- Only what differs from the promises every workspace begins with (rules/standing-promises.ts).
create table if not exists standing_promise (
  home bigint not null,
  id text collate "C" not null,
  touchpoint text not null,
  label text not null,
  wording text not null,
  opens jsonb not null,
  span jsonb not null,
  kept_by text not null,
  is_on boolean not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (home, id)
);

-- One a workspace, in its first home; none means office hours in the workspace's zone.
create table if not exists business_calendar (
  home bigint not null,
  calendar jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (home)
);

do $$
declare t text;
begin
  foreach t in array array['promise', 'promise_story', 'standing_promise', 'business_calendar'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('drop policy if exists workspace on %I', t);
    execute format('create policy workspace on %I to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))', t);
    execute format('grant select, insert, update, delete on %I to spoonful_app', t);
  end loop;
end $$;

-- See moment_workspace in 0002: without being told, the planner takes the policy and `home` for independent.
create statistics if not exists promise_workspace (dependencies) on home, (home >> 12) from promise;

-- The one look across homes: which promises time has caught up with. Only their addresses (SCALE.md Q2, Q3).
drop policy if exists worker on promise;

create policy worker on promise for select to spoonful_worker using (true);

grant select (home, id, next_look_at) on promise to spoonful_worker;
