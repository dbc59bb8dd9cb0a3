-- What a person may ask for: to be left alone for a while or for good, to be shown, to be forgotten. Requests with their due dates,
-- who was erased (by a hash, so that late news of her makes nobody anew), and how long each kind of data is kept.

-- An erased person is known by the ids of her rows, which are hashes of what identified her. What happened before `erased_at`
-- is not taken in again; what she does afterwards is a new beginning.
create table if not exists erased_identity (
  home bigint not null,
  customer_id uuid not null,
  erased_at timestamptz not null,
  primary key (home, customer_id)
);

-- While it stands her data is kept and not used: nothing is noticed about her.
create table if not exists customer_hold (
  home bigint not null,
  customer_id uuid not null,
  kind text collate "C" not null check (kind in ('restriction', 'objection')),
  since timestamptz not null,
  by_name text not null,
  primary key (home, customer_id, kind)
);

-- Holds no name and no words: it stays as the record of what was asked and done when she is erased.
create table if not exists privacy_request (
  home bigint not null,
  id uuid not null,
  customer_id uuid not null,
  kind text collate "C" not null check (kind in ('export', 'correct', 'restrict', 'object', 'erase')),
  law text collate "C" not null check (law in ('gdpr', 'ccpa')),
  opened_at timestamptz not null,
  opened_by text not null,
  due_at timestamptz not null,
  promise_id uuid,
  checked_at timestamptz,
  checked_by text,
  checked_how text collate "C" check (checked_how in ('known_address', 'signed_in', 'document', 'operator')),
  settled_at timestamptz,
  settled_by text,
  outcome text collate "C" check (outcome in ('done', 'refused')),
  reason text collate "C" check (reason in ('not_identified', 'legal_duty', 'withdrawn')),
  -- What was done, in figures.
  receipt jsonb,
  primary key (home, id)
);

create index if not exists privacy_request_by_due on privacy_request (home, due_at, id);

create index if not exists privacy_request_by_customer on privacy_request (home, customer_id);

-- One a workspace, in its first home; none means what every workspace begins with.
create table if not exists privacy_setting (
  home bigint not null,
  law text collate "C" not null check (law in ('gdpr', 'ccpa')),
  -- Days by kind of data; null for as long as she is a customer.
  keeps jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (home)
);

do $$
declare t text;
begin
  foreach t in array array['erased_identity', 'customer_hold', 'privacy_request', 'privacy_setting'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('drop policy if exists workspace on %I', t);
    execute format('create policy workspace on %I to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))', t);
    execute format('grant select, insert, update, delete on %I to spoonful_app', t);
  end loop;
end $$;

-- The special categories of the law that had no class yet (SAFETY.md R21).
alter table customer_consent drop constraint if exists customer_consent_about_check;

alter table customer_consent add constraint customer_consent_about_check check (about in ('health', 'pregnancy', 'grief', 'faith', 'money', 'politics', 'union', 'origin', 'sexuality'));

alter table fact drop constraint if exists fact_sensitivity_check;

alter table fact add constraint fact_sensitivity_check check (sensitivity in ('health', 'pregnancy', 'grief', 'faith', 'money', 'politics', 'union', 'origin', 'sexuality'));
