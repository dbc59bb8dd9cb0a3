-- Themes by product, channel, segment and touchpoint: what a voice is cut by, the counts by day, and how far a home's history was heard.

alter table voice add column if not exists channel text collate "C";

-- What the customer had ordered when she said it: 'none', 'first', 'more'.
alter table voice add column if not exists segment text collate "C";

-- The touchpoint it speaks of, or was said at.
alter table voice add column if not exists touchpoint text collate "C";

-- As voice_day, by what is cut ('product', 'channel', 'segment', 'touchpoint') and its value; theme_id '*' counts every voice once.
create table if not exists voice_cut_day (
  home bigint not null,
  cut text collate "C" not null,
  theme_id text collate "C" not null,
  day_on date not null,
  key text not null,
  negative integer not null,
  neutral integer not null,
  positive integer not null,
  primary key (home, cut, theme_id, day_on, key)
);

-- One row for each home whose history was heard by this way of hearing; none where it is still to be done.
create table if not exists voice_heard (
  home bigint not null,
  -- Raised where history is to be heard anew after a release.
  hearing integer not null,
  -- The last entry heard, in the order of the stretch; null when it is through.
  after_customer uuid,
  after_at timestamptz,
  after_id uuid,
  primary key (home)
);

do $$
declare t text;
begin
  foreach t in array array['voice_cut_day', 'voice_heard'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('drop policy if exists workspace on %I', t);
    execute format('create policy workspace on %I to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))', t);
    execute format('grant select, insert, update, delete on %I to spoonful_app', t);
  end loop;
end $$;
