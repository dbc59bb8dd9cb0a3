-- What is announced of a file is packed already: trying to compress it, once for every subscriber, took as long as remembering
-- every message of it (docs/decisions/0046). Rows that are there stay as they are.
alter table announcement alter column body set storage external;
