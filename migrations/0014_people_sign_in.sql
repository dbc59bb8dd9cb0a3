-- How people of a team get in: passwords, second factors, invitations, tokens that work once, and a pause after wrong guesses.
-- And a fence around all tables of people: whoever asks for a workspace's people runs as a role that sees no other's.

do $$ begin
  if not exists (select from pg_roles where rolname = 'spoonful_people') then create role spoonful_people nologin; end if;
exception when duplicate_object or unique_violation then null; end $$;

do $$ begin execute format('grant spoonful_people to %I', current_user); exception when others then if sqlstate not in ('0LP01', '42501') then raise; end if; end $$;

grant usage on schema public to spoonful_people;

-- Opening times of one person, as business calendars write a week; empty says nothing about her.
alter table member add column if not exists hours jsonb not null default '{}';

-- In lower case. One person of a workspace has it.
create unique index if not exists member_by_address on member (workspace_id, email) where email is not null and removed_at is null;

create index if not exists member_by_email on member (email) where email is not null and removed_at is null;

alter table login_session add column if not exists id uuid not null default gen_random_uuid();

create unique index if not exists login_session_by_id on login_session (id);

create index if not exists login_session_by_member on login_session (member_id);

create table if not exists member_login (
  member_id uuid primary key references member (id),
  -- argon2id, in its own notation.
  password_hash text,
  password_at timestamptz,
  -- Sealed for this member (platform/secrets.ts); it counts from totp_at on.
  totp_sealed bytea,
  totp_at timestamptz,
  -- The last half minute whose code was used: a code works once.
  totp_step bigint not null default 0
);

create table if not exists recovery_code (
  hash bytea primary key,
  member_id uuid not null references member (id),
  used_at timestamptz
);

create index if not exists recovery_code_by_member on recovery_code (member_id);

create table if not exists invitation (
  id uuid primary key,
  workspace_id uuid not null references workspace (id),
  hash bytea not null unique,
  email text not null,
  role text not null check (role in ('owner', 'supervisor', 'agent', 'viewer')),
  -- Null where it came from the command line.
  invited_by uuid references member (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  withdrawn_at timestamptz
);

create index if not exists invitation_by_workspace on invitation (workspace_id, created_at);

-- Works once, for one purpose, until its time: a new password, or the second step of signing in.
create table if not exists member_token (
  hash bytea primary key,
  member_id uuid not null references member (id),
  purpose text not null check (purpose in ('reset', 'second_step')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  tries integer not null default 0,
  used_at timestamptz
);

create index if not exists member_token_by_member on member_token (member_id, purpose, created_at);

-- Wrong guesses, counted under the hash of what was guessed at: an address alone, an address from one network.
create table if not exists sign_in_pause (
  key bytea primary key,
  failures integer not null,
  last_at timestamptz not null,
  until_at timestamptz not null
);

-- From where an address has signed in before, as a hash: there the guesses of strangers elsewhere make nobody wait.
create table if not exists known_network (
  key bytea primary key,
  at timestamptz not null
);

do $$
declare t record;
begin
  for t in
    select * from (values
      ('workspace', 'id = (select nullif(current_setting(''spoonful.workspace_id'', true), '''')::uuid)'),
      ('member', 'workspace_id = (select nullif(current_setting(''spoonful.workspace_id'', true), '''')::uuid)'),
      ('api_key', 'workspace_id = (select nullif(current_setting(''spoonful.workspace_id'', true), '''')::uuid)'),
      ('invitation', 'workspace_id = (select nullif(current_setting(''spoonful.workspace_id'', true), '''')::uuid)'),
      ('login_session', 'member_id in (select id from member)'),
      ('member_login', 'member_id in (select id from member)'),
      ('recovery_code', 'member_id in (select id from member)'),
      ('member_token', 'member_id in (select id from member)'),
      ('enter_key', 'member_id in (select id from member)')
    ) as fenced (name, condition)
  loop
    execute format('alter table %I enable row level security', t.name);
    execute format('drop policy if exists people on %I', t.name);
    execute format('create policy people on %I to spoonful_people using (%s) with check (%s)', t.name, t.condition, t.condition);
    execute format('grant select, insert, update, delete on %I to spoonful_people', t.name);
  end loop;
end $$;

-- Requests about customers never read these tables, so they need no right to.
revoke select on workspace, member from spoonful_app, spoonful_worker;
