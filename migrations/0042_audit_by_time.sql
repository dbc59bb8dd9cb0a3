-- Who was shown what is delicate is looked for in the last hour's lines each time the queue is shown: without reading the years before.

create index if not exists audit_entry_by_time on audit_entry (home, at desc);
