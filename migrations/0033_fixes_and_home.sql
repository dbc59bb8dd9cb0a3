-- What the day begins with: the one thing to fix (chosen, carried out, measured later), the moments an agent keeps for herself,
-- and what agents say got in their way. Rows of the whole workspace stand in its first home.

create table if not exists journey_fix (
  home bigint not null,
  id uuid not null,
  touchpoint text collate "C" not null,
  words text not null,
  idea_id uuid,
  -- Where the idea stood before, so that taking the fix back takes that back too.
  idea_was text collate "C" check (idea_was in ('idea', 'testing', 'doing', 'done', 'dropped')),
  owner_id uuid,
  by_name text not null,
  at timestamptz not null,
  standing text collate "C" not null check (standing in ('started', 'finished', 'dropped')),
  starts_on date not null,
  ended_on date,
  -- What rubbed in the days before it was chosen, and the part of it that is hoped to go: the expected effect follows from these.
  rubs integer not null,
  days integer not null,
  hoped_share real not null,
  primary key (home, id)
);

create index if not exists journey_fix_by_start on journey_fix (home, starts_on desc, id desc);

-- One thing at a time.
create unique index if not exists journey_fix_running on journey_fix (home) where standing = 'started';

-- A moment that somebody keeps for herself; nobody else sees that she does.
create table if not exists kept_moment (
  home bigint not null,
  moment_id uuid not null,
  member_id uuid not null,
  customer_id uuid not null,
  line text,
  at timestamptz not null,
  primary key (home, moment_id, member_id)
);

create index if not exists kept_moment_by_member on kept_moment (home, member_id, at desc, moment_id);

create index if not exists kept_moment_by_customer on kept_moment (home, customer_id);

create table if not exists friction_note (
  home bigint not null,
  id uuid not null,
  touchpoint text collate "C",
  cause text collate "C" not null,
  line text,
  by_id uuid not null,
  at timestamptz not null,
  -- What was done about it, told back to who raised it.
  answer text,
  answered_by text,
  answered_at timestamptz,
  primary key (home, id)
);

create index if not exists friction_note_by_member on friction_note (home, by_id, at desc, id);

create index if not exists friction_note_open on friction_note (home, at desc, id) where answered_at is null;

-- Who had her say on a Friday, and what was said: apart, so that no row tells both. An answer has no time but its Friday.
create table if not exists friday_turn (
  home bigint not null,
  friday_on date not null,
  member_id uuid not null,
  is_skipped boolean not null,
  primary key (home, friday_on, member_id)
);

create table if not exists friday_answer (
  home bigint not null,
  friday_on date not null,
  id uuid not null,
  cause text collate "C" not null,
  line text,
  primary key (home, friday_on, id)
);

do $$
declare t text;
begin
  foreach t in array array['journey_fix', 'kept_moment', 'friction_note', 'friday_turn', 'friday_answer'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('drop policy if exists workspace on %I', t);
    execute format('create policy workspace on %I to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))', t);
    execute format('grant select, insert, update, delete on %I to spoonful_app', t);
  end loop;
end $$;
