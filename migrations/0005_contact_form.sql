-- The public contact form of a workspace: the address it offers where it fails, and the secret its pages are signed with.
-- One row a workspace, at its first home.

create table if not exists contact_form (
  home bigint not null,
  email text,
  -- 32 bytes of chance; signs when a page was shown, so that machines can't make one up.
  secret bytea not null,
  primary key (home)
);

alter table contact_form enable row level security;

alter table contact_form force row level security;

drop policy if exists workspace on contact_form;

create policy workspace on contact_form to spoonful_app using ((home >> 12) = (select nullif(current_setting('spoonful.workspace', true), '')::bigint)) with check ((home >> 12) = (select nullif(current_setting('spoonful.workspace', true), '')::bigint));

grant select, insert, update, delete on contact_form to spoonful_app;
