-- The days' sums without the category: what is read for everybody and for those who stand so. Over ten million entries the finer
-- sums are over a hundred thousand rows, of which a map of a year and of the year before read all; these are a fifth of them. And an
-- index for a journey of one category, which needs an eighth of the finer ones.

create table if not exists journey_total (
  home bigint not null,
  on_day date not null,
  touchpoint text collate "C" not null,
  standing text collate "C" not null,
  met integer not null,
  good integer not null,
  even integer not null,
  bad integer not null,
  chases integer not null,
  complaints integer not null,
  rubs integer not null,
  answered integer not null,
  slow integer not null,
  primary key (home, on_day, touchpoint, standing)
);

do $$
begin
  execute 'alter table journey_total enable row level security';
  execute 'alter table journey_total force row level security';
  execute 'drop policy if exists workspace on journey_total';
  execute 'create policy workspace on journey_total to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))';
  execute 'grant select, insert, update, delete on journey_total to spoonful_app';
end $$;

insert into journey_total (home, on_day, touchpoint, standing, met, good, even, bad, chases, complaints, rubs, answered, slow)
select home, on_day, touchpoint, standing, sum(met), sum(good), sum(even), sum(bad), sum(chases), sum(complaints), sum(rubs), sum(answered), sum(slow)
from journey_day group by 1, 2, 3, 4
on conflict (home, on_day, touchpoint, standing) do nothing;

-- See moment_workspace in 0002: without being told, the planner takes the policy and `home` for independent.
create statistics if not exists journey_total_workspace (dependencies) on home, (home >> 12) from journey_total;

create index if not exists journey_day_by_category on journey_day (home, category, on_day);
