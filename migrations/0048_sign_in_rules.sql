-- What a workspace asks of its team at the door: how long a session lasts, used and unused, and of whom a second step is demanded, from when on.

alter table workspace add column if not exists idle_hours integer not null default 12 check (idle_hours between 1 and 336);

alter table workspace add column if not exists session_days integer not null default 30 check (session_days between 1 and 90);

alter table workspace add column if not exists factor_of text not null default 'nobody' check (factor_of in ('nobody', 'leaders', 'everybody'));

-- Until then who lacks one is reminded; from then on she is led to it before anything else.
alter table workspace add column if not exists factor_from timestamptz;
