-- The journey: touchpoints as the workspace changed them, the two questions' ideas, journeys, and what was counted of each
-- person. `journey_day` and `journey_step` are sums of what stands in `journey_person`, moved by differences, so that a map
-- over millions of entries reads some thousand rows; `journey_mark` says whose counting is stale.

-- Only what differs from the touchpoints every workspace begins with (rules/starter.ts), in the workspace's first home.
create table if not exists journey_touchpoint (
  home bigint not null,
  id text collate "C" not null,
  fields jsonb not null,
  is_removed boolean not null default false,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (home, id)
);

create table if not exists journey_review (
  home bigint not null,
  touchpoint text collate "C" not null,
  id uuid not null,
  at timestamptz not null,
  by_id uuid not null,
  by_name text not null,
  words text,
  primary key (home, touchpoint, id)
);

create table if not exists journey_route (
  home bigint not null,
  id uuid not null,
  name text not null,
  standing text collate "C" check (standing in ('prospect', 'first', 'regular')),
  category text collate "C",
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (home, id)
);

create table if not exists journey_idea (
  home bigint not null,
  id uuid not null,
  touchpoint text collate "C" not null,
  question text collate "C" not null check (question in ('easier', 'memorable')),
  words text not null,
  standing text collate "C" not null check (standing in ('idea', 'testing', 'doing', 'done', 'dropped')),
  standing_at timestamptz not null,
  owner_id uuid,
  by_id uuid not null,
  by_name text not null,
  at timestamptz not null,
  primary key (home, id)
);

create index if not exists journey_idea_by_touchpoint on journey_idea (home, touchpoint, question, at, id);

create table if not exists journey_idea_vote (
  home bigint not null,
  idea_id uuid not null,
  member_id uuid not null,
  at timestamptz not null,
  primary key (home, idea_id, member_id),
  foreign key (home, idea_id) references journey_idea (home, id) on delete cascade
);

create table if not exists journey_mark (
  home bigint not null,
  customer_id uuid not null,
  marked_at timestamptz not null,
  primary key (home, customer_id)
);

create index if not exists journey_mark_by_time on journey_mark (home, marked_at, customer_id);

-- What was counted of a person: cells "day|touchpoint|standing|category" and steps "day|from|to", each with its numbers.
create table if not exists journey_person (
  home bigint not null,
  customer_id uuid not null,
  cells jsonb not null,
  steps jsonb not null,
  counted_at timestamptz not null,
  primary key (home, customer_id)
);

create table if not exists journey_day (
  home bigint not null,
  on_day date not null,
  touchpoint text collate "C" not null,
  standing text collate "C" not null,
  category text collate "C" not null,
  met integer not null,
  good integer not null,
  even integer not null,
  bad integer not null,
  chases integer not null,
  complaints integer not null,
  rubs integer not null,
  answered integer not null,
  slow integer not null,
  primary key (home, on_day, touchpoint, standing, category)
);

create table if not exists journey_step (
  home bigint not null,
  on_day date not null,
  from_touchpoint text collate "C" not null,
  to_touchpoint text collate "C" not null,
  times integer not null,
  primary key (home, on_day, from_touchpoint, to_touchpoint)
);

-- Each entry that says how something felt: the evidence behind the counts. Its words stay where they are.
create table if not exists journey_piece (
  home bigint not null,
  customer_id uuid not null,
  entry_at timestamptz not null,
  entry_id uuid not null,
  entry_customer_id uuid not null,
  moment_id uuid,
  touchpoint text collate "C" not null,
  standing text collate "C" not null,
  category text collate "C" not null,
  feeling smallint not null,
  is_rub boolean not null,
  weight smallint not null,
  primary key (home, customer_id, entry_at, entry_id)
);

create index if not exists journey_piece_by_touchpoint on journey_piece (home, touchpoint, entry_at desc, entry_id desc);

do $$
declare t text;
begin
  foreach t in array array['journey_touchpoint', 'journey_review', 'journey_route', 'journey_idea', 'journey_idea_vote', 'journey_mark', 'journey_person', 'journey_day', 'journey_step', 'journey_piece'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('drop policy if exists workspace on %I', t);
    execute format('create policy workspace on %I to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))', t);
    execute format('grant select, insert, update, delete on %I to spoonful_app', t);
  end loop;
end $$;

-- See moment_workspace in 0002: without being told, the planner takes the policy and `home` for independent.
create statistics if not exists journey_day_workspace (dependencies) on home, (home >> 12) from journey_day;

create statistics if not exists journey_piece_workspace (dependencies) on home, (home >> 12) from journey_piece;
