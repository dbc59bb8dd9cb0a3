-- A theme holds more than what its phrases catch: comments somebody kept as its examples, and those that were found to be alike. Until
-- now the found ones were lost whenever a theme was changed. And which ideas are one idea, so that many who had it stand together.

create table if not exists voice_put (
  home bigint not null,
  voice_id uuid not null,
  theme_id text collate "C" not null,
  -- 'kept' as an example: belongs there whatever the phrases say; 'found' to be alike: belongs there where nothing else claims it.
  how text collate "C" not null check (how in ('kept', 'found')),
  -- The voice's own.
  at timestamptz not null,
  customer_id uuid not null,
  primary key (home, voice_id, theme_id)
);

create index if not exists voice_put_by_theme on voice_put (home, theme_id, how, at desc);

create index if not exists voice_put_by_customer on voice_put (home, customer_id);

do $$
begin
  execute 'alter table voice_put enable row level security';
  execute 'alter table voice_put force row level security';
  execute 'drop policy if exists workspace on voice_put';
  execute 'create policy workspace on voice_put to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))';
  execute 'grant select, insert, update, delete on voice_put to spoonful_app';
end $$;

-- The voice that stands for an idea: its own id where nobody had it before; null until it was compared.
alter table voice add column if not exists idea_of uuid;
-- Who moved it by hand; null where it was compared.
alter table voice add column if not exists idea_by text;

create index if not exists voice_by_idea on voice (home, idea_of, at desc) where is_idea;

create index if not exists voice_ideas_to_compare on voice (home, at) where is_idea and idea_of is null;

-- What was found before is kept, too. Ids of found themes begin like that, and nobody else's can.
insert into voice_put (home, voice_id, theme_id, how, at, customer_id)
select home, voice_id, theme_id, 'found', at, customer_id from voice_theme where theme_id like 'th\_%' and words = ''
on conflict (home, voice_id, theme_id) do nothing;
