-- What makes noticing worth trusting: what people said about its findings, what they switched off, the kinds they wrote themselves,
-- what a customer agreed may be remembered, and where each fact comes from and what it is kept for.

-- A person's word on one finding: right, or wrong and why. The text itself stays on the timeline, so that erasing it erases it here.
create table if not exists labelled_example (
  home bigint not null,
  -- A moment that was settled, or a hint in a message that was confirmed or dismissed.
  source text collate "C" not null check (source in ('moment', 'hint')),
  -- The moment's id or the entry's.
  subject_id uuid not null,
  kind text collate "C" not null,
  rule text collate "C" not null,
  verdict text not null check (verdict in ('right', 'wrong')),
  reason text check (reason in ('wrong_person', 'wrong_meaning', 'not_worth_it')),
  customer_id uuid not null,
  -- Null where it was noticed in what did not happen.
  entry_id uuid,
  entry_at timestamptz,
  -- UTF-16 units of the entry's text; null where no words were noticed.
  quote_start integer,
  quote_end integer,
  score real not null,
  by_id uuid not null,
  by_name text not null,
  at timestamptz not null,
  primary key (home, source, subject_id, kind)
);

create index if not exists labelled_example_by_entry on labelled_example (home, entry_id) where source = 'hint';

create index if not exists labelled_example_by_customer on labelled_example (home, customer_id);

-- A kind or a rule that the workspace does not want: a row is off, no row is on.
create table if not exists noticing_switch (
  home bigint not null,
  -- "kind:pet", "rule:pet.named"
  target text collate "C" not null,
  off_at timestamptz not null,
  off_by text not null,
  primary key (home, target)
);

-- Kinds of moment that the workspace wrote itself. A deleted one stays, so that deleting can be taken back.
create table if not exists own_kind (
  home bigint not null,
  id text collate "C" not null,
  definition jsonb not null,
  is_on boolean not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by text not null,
  deleted_at timestamptz,
  primary key (home, id)
);

-- What a customer agreed may be remembered of what is delicate: who wrote it down, when, what for, and until when it held.
create table if not exists customer_consent (
  home bigint not null,
  id uuid not null,
  customer_id uuid not null,
  about text collate "C" not null check (about in ('health', 'pregnancy', 'grief', 'faith', 'money')),
  purpose text not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  recorded_by_name text not null,
  revoked_at timestamptz,
  revoked_by_name text,
  primary key (home, id)
);

create index if not exists customer_consent_by_customer on customer_consent (home, customer_id, recorded_at desc);

alter table fact add column if not exists purpose text;

alter table fact add column if not exists ground text check (ground in ('interest', 'consent'));

alter table fact add column if not exists sensitivity text check (sensitivity in ('health', 'pregnancy', 'grief', 'faith', 'money'));

alter table fact add column if not exists author_kind text check (author_kind in ('rule', 'member'));

-- The day that was said, where the fact has one: a wedding, a move.
alter table fact add column if not exists event_on date;

alter table fact add column if not exists last_used_at timestamptz;

create index if not exists fact_by_event on fact (home, event_on, id) where event_on is not null and standing <> 'forgotten';

do $$
declare t text;
begin
  foreach t in array array['labelled_example', 'noticing_switch', 'own_kind', 'customer_consent'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('drop policy if exists workspace on %I', t);
    execute format('create policy workspace on %I to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))', t);
    execute format('grant select, insert, update, delete on %I to spoonful_app', t);
  end loop;
end $$;
