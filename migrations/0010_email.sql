-- E-mail: the mailboxes a brand reads and writes from, how far each folder was read, which threads stand, and every mail by
-- its Message-ID. The words of a mail are on the timeline and nowhere here.

create table if not exists mailbox (
  home bigint not null,
  id uuid not null,
  -- What customers see beside the agent's name: "Tussock Merino".
  name text not null,
  -- Lower case; replies go out from it, mail to it is ours.
  address text not null,
  -- Further addresses that end in this mailbox.
  aliases text[] not null default '{}',
  imap jsonb not null,
  smtp jsonb not null,
  username text not null,
  -- Sealed (platform/secrets.ts), for "mailbox <id>".
  password bytea not null,
  -- 32 bytes, sealed: signs Message-IDs and reply addresses (R6).
  signing bytea not null,
  -- Whose Authentication-Results is believed; null: nobody's, so that no sender counts as verified.
  authserv text,
  -- Replies are addressed to "name+token@": only where the provider delivers that.
  signs_replies boolean not null default false,
  -- The provider keeps what it sends in the folder of sent mail by itself.
  keeps_sent boolean not null default false,
  -- What came earlier is not read.
  since_at timestamptz not null,
  paused_at timestamptz,
  -- How it stands, as last seen by the process that reads it.
  connected_at timestamptz,
  last_mail_at timestamptz,
  problem text,
  problem_at timestamptz,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  primary key (home, id)
);

create table if not exists mail_cursor (
  home bigint not null,
  mailbox_id uuid not null,
  folder text not null,
  -- Of a folder with another UIDVALIDITY every number means something else: it is read anew.
  uid_validity bigint not null,
  last_uid bigint not null,
  read_at timestamptz not null,
  primary key (home, mailbox_id, folder),
  foreign key (home, mailbox_id) references mailbox (home, id) on delete cascade
);

-- A thread is one customer's: mail of another address never joins it on a claim. Its id is a hash of its key.
create table if not exists mail_thread (
  home bigint not null,
  id text collate "C" not null,
  key text not null,
  mailbox_id uuid not null,
  -- The customer's address, lower case.
  address text not null,
  -- Where we wrote first into a conversation that stood already; null: the timeline makes the conversation from the key.
  conversation_id uuid,
  created_at timestamptz not null,
  primary key (home, id)
);

create table if not exists mail_message (
  home bigint not null,
  -- Message-ID without brackets, or a hash of a very long one.
  id text collate "C" not null,
  -- Of two mails with one Message-ID each stands for itself.
  fingerprint text collate "C" not null,
  thread_id text collate "C",
  mailbox_id uuid not null,
  address text not null,
  nature text not null check (nature in ('person', 'auto_reply', 'bounce', 'complaint', 'list', 'notice', 'own', 'sent', 'found_sent')),
  at timestamptz not null,
  subject text not null,
  -- The reply of ours it is; null for what came in.
  reference uuid,
  -- handed: the server asked for the words and may have kept them; sent: it said so; bounced: a report said it did not arrive.
  state text check (state in ('sending', 'handed', 'sent', 'bounced')),
  problem text,
  primary key (home, id, fingerprint)
);

create index if not exists mail_message_by_time on mail_message (home, mailbox_id, at desc);

do $$
declare t text;
begin
  foreach t in array array['mailbox', 'mail_cursor', 'mail_thread', 'mail_message'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('drop policy if exists workspace on %I', t);
    execute format('create policy workspace on %I to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))', t);
    execute format('grant select, insert, update, delete on %I to spoonful_app', t);
  end loop;
end $$;
