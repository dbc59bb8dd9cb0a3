-- Packaging, adverts and other places where nothing happens in an entry: photos and notes of a touchpoint, each with who and when.
-- A photo is a picture like every other (0029), of a note and of no customer. The one unsigned note a touchpoint had moves here, so
-- that there is one place for notes. And an index by which the map finds the heaviest pieces of each touchpoint without reading all.

create table if not exists touchpoint_note (
  home bigint not null,
  id uuid not null,
  touchpoint text collate "C" not null,
  -- Empty where a photo says it all.
  words text not null,
  by_id uuid not null,
  by_name text not null,
  at timestamptz not null,
  -- Taken away, and can be brought back for a day.
  removed_at timestamptz,
  primary key (home, id)
);

create index if not exists touchpoint_note_by_touchpoint on touchpoint_note (home, touchpoint, at desc, id);

create index if not exists touchpoint_note_removed on touchpoint_note (home, removed_at) where removed_at is not null;

do $$
begin
  execute 'alter table touchpoint_note enable row level security';
  execute 'alter table touchpoint_note force row level security';
  execute 'drop policy if exists workspace on touchpoint_note';
  execute 'create policy workspace on touchpoint_note to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))';
  execute 'grant select, insert, update, delete on touchpoint_note to spoonful_app';
end $$;

alter table picture alter column customer_id drop not null;

-- Ids as the application makes them (kit/id.ts): the time, version 7, slot 0, and a hash in place of chance, so that a second run adds nothing.
insert into touchpoint_note (home, id, touchpoint, words, by_id, by_name, at)
select home, (lpad(to_hex((extract(epoch from changed_at) * 1000)::bigint), 12, '0') || '70008' || left(md5(home || ' ' || id), 15))::uuid,
  id, fields->>'notes', '00000000-0000-7000-8000-000000000000', changed_by, changed_at
from journey_touchpoint where coalesce(fields->>'notes', '') <> ''
on conflict (home, id) do nothing;

update journey_touchpoint set fields = fields - 'notes' where fields ? 'notes';

create index if not exists journey_piece_telling on journey_piece (home, touchpoint, is_rub, weight desc, entry_at desc, entry_id desc)
  where moment_id is not null and feeling <> 0;
