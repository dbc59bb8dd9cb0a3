-- The audit log: who did what that a workspace must be able to account for, each row chained to the one before it by its hash.
-- The application may add rows and read them; nobody but the owner of the database could change one, and then the chain breaks.

create table if not exists audit_entry (
  home bigint not null,
  -- 1, 2, 3 … without a gap.
  no bigint not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('member', 'key', 'machine')),
  -- The member's or the key's id; null for the machine.
  actor_id text,
  actor_name text not null,
  action text collate "C" not null,
  subject_kind text,
  subject_id text,
  -- Numbers, ids and words of our own, as JSON text: what is hashed is exactly what is kept.
  details text not null,
  -- SHA-256 over the hash before it and every column above.
  hash bytea not null check (octet_length(hash) = 32),
  primary key (home, no)
);

create index if not exists audit_entry_by_subject on audit_entry (home, subject_id, no desc) where subject_id is not null;

-- The end of each chain: its lock while a row is added, and how a row cut off at the end is noticed.
create table if not exists audit_head (
  home bigint not null,
  no bigint not null,
  hash bytea not null check (octet_length(hash) = 32),
  primary key (home)
);

do $$
declare t text;
begin
  foreach t in array array['audit_entry', 'audit_head'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('drop policy if exists workspace on %I', t);
    execute format('create policy workspace on %I to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))', t);
    execute format('grant select, insert%s on %I to spoonful_app', case when t = 'audit_entry' then '' else ', update' end, t);
  end loop;
end $$;
