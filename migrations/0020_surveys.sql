-- Surveys: what is asked, of whom and when; the link each mail carries; what was answered, question by question. The words of an
-- answer are on the timeline and nowhere here.

create table if not exists survey (
  home bigint not null,
  id uuid not null,
  definition jsonb not null,
  -- Null while it is off; what happened before it asks nobody.
  on_since timestamptz,
  -- 32 bytes of chance: who is drawn for the sample can't be foretold.
  secret bytea not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (home, id)
);

-- One for each survey and cause (its id says so), so that nobody is asked twice for one thing. Lives with its customer.
create table if not exists survey_invitation (
  home bigint not null,
  id uuid not null,
  survey_id uuid not null,
  customer_id uuid not null,
  cause text collate "C" not null,
  trigger text collate "C" not null,
  -- The channel of what it asks about.
  channel text collate "C",
  conversation_id uuid,
  about_at timestamptz not null,
  agent_name text,
  language text collate "C" not null,
  made_at timestamptz not null,
  state text collate "C" not null check (state in ('waiting', 'sent', 'left_out', 'failed')),
  -- Why it was left out or failed.
  because text collate "C",
  next_look_at timestamptz,
  tries integer not null default 0,
  handed_at timestamptz,
  sent_at timestamptz,
  reminded_at timestamptz,
  answered_at timestamptz,
  -- What was answered, until it stands on the timeline.
  answer jsonb,
  primary key (home, id)
);

create index if not exists survey_invitation_due on survey_invitation (home, next_look_at, id) where next_look_at is not null;

create index if not exists survey_invitation_by_customer on survey_invitation (home, customer_id, sent_at desc);

create index if not exists survey_invitation_by_time on survey_invitation (home, sent_at, survey_id, trigger) where sent_at is not null;

-- The links of an invitation, each stored as its SHA-256: a new one for every mail.
create table if not exists survey_token (
  home bigint not null,
  hash bytea not null,
  invitation_id uuid not null,
  customer_id uuid not null,
  expires_at timestamptz not null,
  primary key (home, hash)
);

create index if not exists survey_token_by_customer on survey_token (home, customer_id);

-- What a customer chose at the foot of a survey.
create table if not exists survey_choice (
  home bigint not null,
  customer_id uuid not null,
  choice text collate "C" not null check (choice in ('fewer', 'none')),
  at timestamptz not null,
  primary key (home, customer_id)
);

-- Every scored answer, from our own surveys and from those of others that stand on the timeline.
create table if not exists survey_score (
  home bigint not null,
  entry_id uuid not null,
  -- The question's key; 'q' where the source had one question only.
  question text collate "C" not null,
  customer_id uuid not null,
  survey_id uuid,
  invitation_id uuid,
  conversation_id uuid,
  trigger text collate "C",
  channel text collate "C",
  agent_name text,
  measure text collate "C" not null check (measure in ('csat', 'ces', 'nps')),
  -- On the measure's own scale: 1 to 5, 1 to 7, 0 to 10.
  rating real not null,
  -- 1 satisfied, easy or promoter; -1 the other end; 0 between.
  side smallint not null check (side in (-1, 0, 1)),
  at timestamptz not null,
  primary key (home, entry_id, question)
);

create index if not exists survey_score_by_time on survey_score (home, measure, at) include (survey_id, trigger, channel, rating, side);

create index if not exists survey_score_by_customer on survey_score (home, customer_id, at desc);

do $$
declare t text;
begin
  foreach t in array array['survey', 'survey_invitation', 'survey_token', 'survey_choice', 'survey_score'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('drop policy if exists workspace on %I', t);
    execute format('create policy workspace on %I to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))', t);
    execute format('grant select, insert, update, delete on %I to spoonful_app', t);
  end loop;
end $$;
