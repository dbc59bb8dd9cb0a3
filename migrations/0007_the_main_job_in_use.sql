-- What walking the main job asked for: in which order a file's dates stand when no day above 12 tells, who handed a moment to
-- whom with which words, who is away, and a way through what was refused, the newest first and by its sender.

alter table import_run add column if not exists dates text collate "C" check (dates in ('day-first', 'month-first'));

alter table member add column if not exists away_until timestamptz;

create index if not exists intake_refusal_by_source on intake_refusal (home, source, id desc);

-- Who has a moment; `moment.assignee_id` repeats it for the index of the queue.
create table if not exists moment_assignment (
  home bigint not null,
  moment_id uuid not null,
  member_id uuid not null,
  note text,
  by_id uuid not null,
  by_name text not null,
  at timestamptz not null,
  primary key (home, moment_id),
  foreign key (home, moment_id) references moment (home, id) on delete cascade
);

alter table moment_assignment enable row level security;

alter table moment_assignment force row level security;

drop policy if exists workspace on moment_assignment;

create policy workspace on moment_assignment to spoonful_app using ((home >> 12) = (select nullif(current_setting('spoonful.workspace', true), '')::bigint)) with check ((home >> 12) = (select nullif(current_setting('spoonful.workspace', true), '')::bigint));

grant select, insert, update, delete on moment_assignment to spoonful_app;
