-- Pictures customers sent and pictures of what was made for them, each drawn anew before it is kept (SAFETY.md R14); and the HTML of
-- mails as it came, which is only ever shown cleaned and in a frame without rights (R3).

create table if not exists picture (
  home bigint not null,
  id uuid not null,
  customer_id uuid not null,
  -- The entry it came with, or the task it shows done.
  of_id uuid not null,
  place integer not null,
  name text not null,
  -- How an HTML mail calls it; null for what was attached.
  content_id text,
  -- WebP, at most 2,048 pixels a side.
  bytes bytea not null,
  width integer not null,
  height integer not null,
  at timestamptz not null,
  by_name text,
  primary key (home, id)
);

create index if not exists picture_of on picture (home, of_id, place);

create index if not exists picture_by_customer on picture (home, customer_id);

create table if not exists mail_page (
  home bigint not null,
  entry_id uuid not null,
  customer_id uuid not null,
  html text not null,
  at timestamptz not null,
  primary key (home, entry_id)
);

create index if not exists mail_page_by_customer on mail_page (home, customer_id);

do $$
declare t text;
begin
  foreach t in array array['picture', 'mail_page'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('drop policy if exists workspace on %I', t);
    execute format('create policy workspace on %I to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))', t);
    execute format('grant select, insert, update, delete on %I to spoonful_app', t);
  end loop;
end $$;
