-- What answers a question before it is sent: pieces of the library that the contact form offers when somebody types certain
-- words, and how many who opened one wrote all the same.

alter table library_item add column if not exists form_words text[] not null default '{}';

-- Which answers were opened from a page of the form, until it can no longer be sent; nobody is named by it.
create table if not exists form_answer_open (
  home bigint not null,
  -- SHA-256 of the page's token.
  page_hash bytea not null,
  answer_id uuid not null,
  opened_on date not null,
  has_written boolean not null default false,
  primary key (home, page_hash, answer_id)
);

create index if not exists form_answer_open_by_day on form_answer_open (home, opened_on);

create table if not exists form_answer_day (
  home bigint not null,
  answer_id uuid not null,
  day_on date not null,
  opened integer not null,
  written integer not null,
  primary key (home, answer_id, day_on)
);

do $$
declare t text;
begin
  foreach t in array array['form_answer_open', 'form_answer_day'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('drop policy if exists workspace on %I', t);
    execute format('create policy workspace on %I to spoonful_app using ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint)) with check ((home >> 12) = (select nullif(current_setting(''spoonful.workspace'', true), '''')::bigint))', t);
    execute format('grant select, insert, update, delete on %I to spoonful_app', t);
  end loop;
end $$;
