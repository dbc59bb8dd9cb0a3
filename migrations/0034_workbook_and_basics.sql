-- The workbook: six exercises over one journey, answered by several people at once. Each answer is a field of its own; what is
-- written over is kept, so that two people in one field lose nothing. And the audit of the basics, run by run, so that one can be
-- compared with the one before: figures and verdicts only, the words behind them stay with their customers.

create table if not exists workbook (
  home bigint not null,
  id uuid not null,
  route text collate "C" not null,
  started_at timestamptz not null,
  started_by text not null,
  closed_at timestamptz,
  closed_by text,
  -- The questions as they were when it was closed; null while it is open, when those of today hold.
  exercises jsonb,
  primary key (home, id)
);

-- Only the exercises a supervisor changed (rules/workbook/exercises.ts has the others), in the workspace's first home.
create table if not exists workbook_exercise (
  home bigint not null,
  id text collate "C" not null,
  fields jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (home, id)
);

create table if not exists workbook_field (
  home bigint not null,
  workbook_id uuid not null,
  -- "exercise.question", or "exercise.question@touchpoint".
  key text collate "C" not null,
  text text not null,
  version integer not null,
  at timestamptz not null,
  by_id uuid not null,
  by_name text not null,
  -- The idea of the touchpoint that these words became.
  idea_id uuid,
  primary key (home, workbook_id, key),
  foreign key (home, workbook_id) references workbook (home, id) on delete cascade
);

create table if not exists workbook_past (
  home bigint not null,
  workbook_id uuid not null,
  key text collate "C" not null,
  version integer not null,
  text text not null,
  at timestamptz not null,
  by_id uuid not null,
  by_name text not null,
  primary key (home, workbook_id, key, version),
  foreign key (home, workbook_id) references workbook (home, id) on delete cascade
);

create table if not exists workbook_done (
  home bigint not null,
  workbook_id uuid not null,
  exercise text collate "C" not null,
  at timestamptz not null,
  by_name text not null,
  primary key (home, workbook_id, exercise),
  foreign key (home, workbook_id) references workbook (home, id) on delete cascade
);

create table if not exists workbook_presence (
  home bigint not null,
  workbook_id uuid not null,
  member_id uuid not null,
  member_name text not null,
  key text collate "C",
  seen_at timestamptz not null,
  primary key (home, workbook_id, member_id),
  foreign key (home, workbook_id) references workbook (home, id) on delete cascade
);

create table if not exists basics_run (
  home bigint not null,
  id uuid not null,
  at timestamptz not null,
  by_name text not null,
  days integer not null,
  primary key (home, id)
);

create table if not exists basics_answer (
  home bigint not null,
  run_id uuid not null,
  item text collate "C" not null,
  -- What the data said when it was run; null where it says nothing.
  reading jsonb,
  verdict text collate "C" check (verdict in ('yes', 'partly', 'no')),
  note text not null,
  -- Who answered; null where the data did.
  by_name text,
  at timestamptz not null,
  primary key (home, run_id, item),
  foreign key (home, run_id) references basics_run (home, id) on delete cascade
);

do $$
declare t text;
begin
  foreach t in array array['workbook', 'workbook_exercise', 'workbook_field', 'workbook_past', 'workbook_done', 'workbook_presence', 'basics_run', 'basics_answer'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('drop policy if exists workspace on %I', t);
    execute format('create policy workspace on %I to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))', t);
    execute format('grant select, insert, update, delete on %I to spoonful_app', t);
  end loop;
end $$;
