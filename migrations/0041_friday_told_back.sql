-- What became of what was said on a Friday: a sentence for each Friday and cause, told back to the whole team. Rows of the whole
-- workspace stand in its first home. It answers what many said, never one answer: it knows the cause and no id of an answer.

create table if not exists friday_outcome (
  home bigint not null,
  friday_on date not null,
  cause text collate "C" not null,
  words text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (home, friday_on, cause)
);

do $$
begin
  execute 'alter table friday_outcome enable row level security';
  execute 'alter table friday_outcome force row level security';
  execute 'drop policy if exists workspace on friday_outcome';
  execute 'create policy workspace on friday_outcome to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))';
  execute 'grant select, insert, update, delete on friday_outcome to spoonful_app';
end $$;
