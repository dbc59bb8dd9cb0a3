-- A theme says to which touchpoint it belongs, and may be what the week's fix is about: then without a touchpoint, where it belongs to none.

alter table theme add column if not exists touchpoint text collate "C";

alter table journey_fix add column if not exists theme text collate "C";

alter table journey_fix alter column touchpoint drop not null;
