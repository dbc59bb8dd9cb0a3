-- Imports of files and of the sample brand: what was uploaded, how it is read, how far it got. The file itself and the lines
-- set aside lie beside the database, under the data directory. Found by `home` alone, since a workspace has few of them.

create table if not exists import_run (
  home bigint not null,
  id uuid not null,
  kind text collate "C" not null check (kind in ('file', 'sample')),
  name text not null,
  state text collate "C" not null check (state in ('preview', 'running', 'finished', 'failed', 'cancelled')),
  shape text collate "C",
  mapping jsonb,
  format text not null,
  bytes bigint not null,
  -- How far it got and what became of the rows, so that a restart goes on where it was.
  tally jsonb not null,
  problem text,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (home, id)
);

alter table import_run enable row level security;

alter table import_run force row level security;

drop policy if exists workspace on import_run;

create policy workspace on import_run to spoonful_app using ((home >> 12) = (select nullif(current_setting('spoonful.workspace', true), '')::bigint)) with check ((home >> 12) = (select nullif(current_setting('spoonful.workspace', true), '')::bigint));

grant select, insert, update, delete on import_run to spoonful_app;
