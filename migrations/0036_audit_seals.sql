-- Entries of the audit log are written beside each other, in the transaction of what they tell of, and chained afterwards by one sealer:
-- no transaction waits at the end of the chain for another's disk. The application may add entries that wait, and nothing else.

do $$ begin
  if not exists (select from pg_roles where rolname = 'spoonful_sealer') then create role spoonful_sealer nologin; end if;
exception when duplicate_object or unique_violation then null; end $$;

do $$ begin execute format('grant spoonful_sealer to %I', current_user); exception when others then if sqlstate not in ('0LP01', '42501') then raise; end if; end $$;

grant usage on schema public to spoonful_sealer;

-- What was done and has no place in the chain yet; some seconds at most.
create table if not exists audit_unsealed (
  home bigint not null,
  id uuid not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('member', 'key', 'machine')),
  actor_id text,
  actor_name text not null,
  action text collate "C" not null,
  subject_kind text,
  subject_id text,
  details text not null,
  primary key (home, id)
);

-- Its id while it waited, and when it was sealed. Both are null in entries that were chained as they were written, before this release.
alter table audit_entry add column if not exists id uuid;

alter table audit_entry add column if not exists sealed_at timestamptz;

alter table audit_unsealed enable row level security;

alter table audit_unsealed force row level security;

do $$
declare t text;
begin
  execute 'drop policy if exists workspace on audit_unsealed';
  execute 'create policy workspace on audit_unsealed to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))';
  execute 'drop policy if exists worker on audit_unsealed';
  execute 'create policy worker on audit_unsealed for select to spoonful_worker using (true)';
  foreach t in array array['audit_unsealed', 'audit_entry', 'audit_head'] loop
    execute format('drop policy if exists sealer on %I', t);
    execute format('create policy sealer on %I to spoonful_sealer using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))', t);
  end loop;
end $$;

grant select, insert on audit_unsealed to spoonful_app;

grant select (home) on audit_unsealed to spoonful_worker;

grant select, delete on audit_unsealed to spoonful_sealer;

grant insert on audit_entry to spoonful_sealer;

grant select, insert, update on audit_head to spoonful_sealer;

revoke insert on audit_entry from spoonful_app;

revoke insert, update on audit_head from spoonful_app;
