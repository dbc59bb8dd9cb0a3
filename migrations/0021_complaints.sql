-- Complaints: who complained and of what, who answers for it, what was done first, how it ended, and whether it came back. The
-- customer's own words stand on the timeline; `words` are what somebody wrote down by hand.

create table if not exists complaint (
  home bigint not null,
  id uuid not null,
  customer_id uuid not null,
  conversation_id uuid,
  origin text collate "C" not null check (origin in ('moment', 'score', 'review', 'hand')),
  -- The moment it was seen in last; null where it was taken down by hand.
  moment_id uuid,
  -- The entry it was said in.
  entry_id uuid,
  entry_at timestamptz,
  words text,
  opened_at timestamptz not null,
  owner_id uuid,
  owner_name text,
  cause_id text collate "C",
  first_act_at timestamptz,
  first_act text,
  resolved_at timestamptz,
  resolution text,
  -- Answers of ours from its opening to its resolution.
  answers integer,
  reopened_count integer not null default 0,
  reopened_at timestamptz,
  churn_reason text collate "C" check (churn_reason in ('service', 'product')),
  closed_at timestamptz,
  standing text collate "C" not null check (standing in ('open', 'acting', 'resolved', 'closed', 'withdrawn')),
  primary key (home, id)
);

create index if not exists complaint_by_standing on complaint (home, standing, opened_at desc, id desc);

create index if not exists complaint_by_time on complaint (home, opened_at desc, id desc);

create index if not exists complaint_by_customer on complaint (home, customer_id, opened_at desc);

-- Which moments are in the register already; several of one conversation are one complaint.
create table if not exists complaint_moment (
  home bigint not null,
  moment_id uuid not null,
  complaint_id uuid not null,
  primary key (home, moment_id),
  foreign key (home, complaint_id) references complaint (home, id) on delete cascade
);

create index if not exists complaint_moment_by_complaint on complaint_moment (home, complaint_id);

create table if not exists complaint_story (
  home bigint not null,
  complaint_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  what text collate "C" not null,
  words text,
  by_name text,
  primary key (home, complaint_id, id),
  foreign key (home, complaint_id) references complaint (home, id) on delete cascade
);

-- Only what differs from the causes every workspace begins with (rules/causes.ts).
create table if not exists complaint_cause (
  home bigint not null,
  id text collate "C" not null,
  parent_id text collate "C",
  name text not null,
  is_archived boolean not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (home, id)
);

-- The register asks what was noticed since its last look.
create index if not exists moment_by_noticing on moment (home, noticed_at, id);

do $$
declare t text;
begin
  foreach t in array array['complaint', 'complaint_moment', 'complaint_story', 'complaint_cause'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('drop policy if exists workspace on %I', t);
    execute format('create policy workspace on %I to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))', t);
    execute format('grant select, insert, update, delete on %I to spoonful_app', t);
  end loop;
end $$;
