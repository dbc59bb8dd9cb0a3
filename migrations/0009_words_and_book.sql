-- An agent's own words (anecdotes, voice), the workspace's macros and library, its book of plays, and settings that hold a
-- secret. All of it is the workspace's and stands in its first home.

-- How often each was told is counted from the acts, so that counting twice is not possible.
create table if not exists anecdote (
  home bigint not null,
  id uuid not null,
  member_id uuid not null,
  member_name text not null,
  -- What is true of her: "I'm 5'2". What it is about: "Wren dress". What she makes of it: "fits without hemming".
  fact text not null,
  product text,
  verdict text,
  -- The line as it enters a reply.
  words text not null,
  -- Kinds of moment it speaks to, read from its own words.
  topics text[] not null,
  is_shared boolean not null,
  made_at timestamptz not null,
  -- Telling is counted from here: a line written anew is fresh.
  changed_at timestamptz not null,
  primary key (home, id)
);

create index if not exists anecdote_by_member on anecdote (home, member_id, made_at);

create index if not exists small_act_by_anecdote on small_act (home, anecdote_id, at desc) where anecdote_id is not null;

create table if not exists agent_voice (
  home bigint not null,
  member_id uuid not null,
  greeting text not null,
  sign_off text not null,
  avoid text[] not null,
  changed_at timestamptz not null,
  primary key (home, member_id)
);

create table if not exists macro (
  home bigint not null,
  id uuid not null,
  name text not null,
  -- Kinds of moment it is the first draft for.
  kinds text[] not null,
  template text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (home, id)
);

-- Reviews, short videos and guides to send where they answer what was asked.
create table if not exists library_item (
  home bigint not null,
  id uuid not null,
  title text not null,
  sort text collate "C" not null check (sort in ('review', 'video', 'guide')),
  url text not null,
  words text not null,
  products text[] not null,
  kinds text[] not null,
  -- Shows her something to buy: only after a good resolution.
  is_upsell boolean not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (home, id)
);

-- Plays of the workspace's own, and what differs from those the product brings (rules/starter-book.ts).
create table if not exists play (
  home bigint not null,
  id text collate "C" not null,
  fields jsonb not null,
  is_on boolean not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (home, id)
);

-- A connection that needs a secret (the shop, a language model). `secret` is sealed, for its home and name.
create table if not exists sealed_setting (
  home bigint not null,
  name text collate "C" not null,
  fields jsonb not null,
  secret bytea,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (home, name)
);

do $$
declare t text;
begin
  foreach t in array array['anecdote', 'agent_voice', 'macro', 'library_item', 'play', 'sealed_setting'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('drop policy if exists workspace on %I', t);
    execute format('create policy workspace on %I to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))', t);
    execute format('grant select, insert, update, delete on %I to spoonful_app', t);
  end loop;
end $$;
