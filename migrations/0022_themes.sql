-- What customers say, by theme: one row for each voice (its words stay on the timeline), which themes it belongs to and by which of its
-- words, how many a day (so that a screen never counts voices), the workspace's own themes, and thanks by name.

create table if not exists voice (
  home bigint not null,
  -- The entry's own id.
  id uuid not null,
  at timestamptz not null,
  customer_id uuid not null,
  conversation_id uuid,
  source text collate "C" not null,
  -- -1 negative, 0 neutral, 1 positive.
  feeling smallint not null check (feeling in (-1, 0, 1)),
  product text,
  is_idea boolean not null,
  -- A negative one in public is open until it was answered or somebody said that nothing is needed.
  closed_at timestamptz,
  closed_how text collate "C" check (closed_how in ('replied', 'nothing_needed')),
  closed_by text,
  primary key (home, id)
);

create index if not exists voice_open_negative on voice (home, at desc, id desc) where feeling = -1 and closed_at is null and source in ('review', 'community');

create index if not exists voice_ideas on voice (home, at desc, id desc) where is_idea;

create index if not exists voice_by_time on voice (home, at desc, id desc);

create index if not exists voice_by_customer on voice (home, customer_id);

create index if not exists voice_by_conversation on voice (home, conversation_id) where conversation_id is not null and closed_at is null;

-- theme_id '-' where it belongs to none.
create table if not exists voice_theme (
  home bigint not null,
  theme_id text collate "C" not null,
  at timestamptz not null,
  voice_id uuid not null,
  customer_id uuid not null,
  span_start integer not null,
  span_end integer not null,
  -- The words by which it belongs there, in lower case; empty where they were not looked for.
  words text not null,
  primary key (home, theme_id, at, voice_id)
);

create index if not exists voice_theme_by_voice on voice_theme (home, voice_id);

-- theme_id '*' counts every voice once, '-' those without a theme.
create table if not exists voice_day (
  home bigint not null,
  theme_id text collate "C" not null,
  day_on date not null,
  source text collate "C" not null,
  negative integer not null,
  neutral integer not null,
  positive integer not null,
  primary key (home, theme_id, day_on, source)
);

create table if not exists theme (
  home bigint not null,
  id text collate "C" not null,
  definition jsonb not null,
  origin text collate "C" not null check (origin in ('starter', 'own', 'found')),
  is_pinned boolean not null default false,
  is_hidden boolean not null default false,
  merged_into text collate "C",
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (home, id)
);

create table if not exists shout_out (
  home bigint not null,
  voice_id uuid not null,
  member_id uuid not null,
  at timestamptz not null,
  customer_id uuid not null,
  span_start integer not null,
  span_end integer not null,
  -- Null while only she sees it.
  shared_at timestamptz,
  hidden_at timestamptz,
  primary key (home, voice_id, member_id)
);

create index if not exists shout_out_by_member on shout_out (home, member_id, at desc);

create index if not exists shout_out_by_time on shout_out (home, at desc);

do $$
declare t text;
begin
  foreach t in array array['voice', 'voice_theme', 'voice_day', 'theme', 'shout_out'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('drop policy if exists workspace on %I', t);
    execute format('create policy workspace on %I to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))', t);
    execute format('grant select, insert, update, delete on %I to spoonful_app', t);
  end loop;
end $$;
