-- The switch that holds everything back that would leave a workspace, which replies it holds, and by whom a mail was written, for the caps.

-- One row while nothing goes out; none while things go out.
create table if not exists outgoing_hold (
  home bigint not null,
  since timestamptz not null,
  by_id text collate "C" not null,
  by_name text not null,
  primary key (home)
);

-- Set while the switch keeps this reply in; it is looked at again when somebody has said what becomes of it.
alter table reply add column if not exists kept_back_at timestamptz;

create index if not exists reply_kept_back on reply (home) where kept_back_at is not null;

-- Who wrote a mail that went out: a person of the team, or a machine to a customer ('survey') or to the team; null for what came in.
alter table mail_message add column if not exists sent_by text check (sent_by in ('person', 'survey', 'team'));

create index if not exists mail_message_sent on mail_message (home, at desc) where sent_by is not null;

create index if not exists mail_message_sent_to on mail_message (home, address, at desc) where sent_by is not null;

do $$
declare t text;
begin
  foreach t in array array['outgoing_hold'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('drop policy if exists workspace on %I', t);
    execute format('create policy workspace on %I to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))', t);
    execute format('grant select, insert, update, delete on %I to spoonful_app', t);
  end loop;
end $$;
