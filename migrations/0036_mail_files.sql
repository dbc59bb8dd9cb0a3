-- Files customers sent that are no pictures, as they came: only ever handed out to be saved, never shown (decisions/0017).

create table if not exists entry_file (
  home bigint not null,
  id uuid not null,
  customer_id uuid not null,
  -- The entry it came with, and which of its attachments it is.
  entry_id uuid not null,
  place integer not null,
  name text not null,
  -- What its sender calls it; nothing is decided by that.
  type text not null,
  size integer not null,
  bytes bytea not null,
  at timestamptz not null,
  primary key (home, id)
);

-- Most of them are packed already.
alter table entry_file alter column bytes set storage external;

create index if not exists entry_file_of on entry_file (home, entry_id, place);

create index if not exists entry_file_by_customer on entry_file (home, customer_id);

alter table entry_file enable row level security;

alter table entry_file force row level security;

do $$
begin
  execute 'drop policy if exists workspace on entry_file';
  execute 'create policy workspace on entry_file to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))';
end $$;

grant select, insert, delete on entry_file to spoonful_app;
