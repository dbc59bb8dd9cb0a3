/** Each rule with statements that keep it and statements that break it. */
import { describe, expect, test } from 'vitest'
import { lintStatement, type Rule, type Tables } from './index.ts'

const tables: Tables = {
  distributed: ['customer', 'entry', 'moment', 'promise', 'ledger', 'intake_seen'],
  reference: ['workspace', 'member'],
  local: ['job', 'migration', 'login_session'],
}

const rulesBroken = (sql: string): Rule[] =>
  [...new Set(lintStatement(sql, tables).map(({ rule }) => rule))].sort()

const kept: Record<string, string[]> = {
  'a table has its home': [
    'select id from customer where home = $1 and id = $2',
    'select id from customer c where c.home = $1::bigint',
    'select id from customer where $1 = home',
    'select id from customer where home = any($1)',
    'select id from customer where home = any($1::bigint[]) and id = any($2::uuid[])',
    'select id from customer where home = any(array[$1, $2])',
    'select id from customer where home in ($1, $2)',
    'select id from customer where (home, id) = ($1, $2)',
    'select id from customer where (home, id) in (($1, $2), ($3, $4))',
    'select id from public.customer where home = $1',
    'select 1',
    'select name from workspace where id = $1',
    'select id from job where due_at <= $1 order by due_at limit 1 for update skip locked',
    'select relname from pg_class',
    'select table_name from information_schema.tables',
    'select id from scratch.anything',
  ],
  'a join on home passes it on': [
    'select 1 from entry e join customer c on c.home = e.home and c.id = e.customer_id where e.home = $1',
    'select 1 from entry e join customer c using (home, id) where e.home = $1',
    'select 1 from entry join customer using (home, id) where home = $1',
    'select 1 from entry e, customer c where e.home = c.home and c.home = any($1)',
    'select 1 from entry e left join moment m on m.home = e.home and m.entry_id = e.id where e.home = any($1)',
    'select 1 from entry e left join moment m on m.home = $2 and m.entry_id = e.id where e.home = $1',
    'select 1 from moment m right join entry e on m.home = e.home where e.home = $1',
    'select 1 from entry a join entry b on a.home = b.home join entry c on c.home = b.home where c.home = $1',
    'select 1 from entry e join workspace w on w.id = $2 where e.home = $1',
    'select 1 from unnest($1::uuid[]) k(id) join customer c on c.id = k.id where c.home = $2',
    'select 1 from customer, unnest($1::uuid[]) k(id) where customer.id = k.id and home = $2',
    'select 1 from entry e join customer c on c.id = e.customer_id where e.home = $1 and c.home = $2',
    'select count(*) from entry e full join moment m on m.home = e.home where e.home = $1 and m.home = $2',
  ],
  'each block says it again': [
    'select (select count(*) from entry where home = $1) from customer where home = $2',
    'select 1 from customer c where c.home = $1 and exists (select 1 from entry e where e.home = $1 and e.customer_id = c.id)',
    'select 1 from customer c where c.home = any($1) and exists (select 1 from entry e where e.home = any($1) and e.home = c.home)',
    'select 1 from customer c, lateral (select at from entry e where e.home = $1 and e.customer_id = c.id limit 1) l where c.home = $1',
    'select id from customer where home = any($1) and id in (select customer_id from entry where home = any($1))',
    'with c as (select home, id from customer where home = $1) select 1 from c join entry e on e.home = c.home where e.home = $1',
    'with a as (select id from customer where home = $1), b as (select id from a) select * from b',
    'with customer as (select 1 as id) select id from customer',
    'select id from customer where home = $1 union all select id from entry where home = $2',
    'with recursive t as (select id from customer where home = $1 union all select c.id from customer c join t on t.id = c.merged_into where c.home = $1) select * from t',
    'select * from (select id from customer where home = $1) c order by id limit 5',
    'explain (costs off) select 1 from customer where home = $1',
  ],
  'a fan-out gives its reason and a limit': [
    '/* fan-out: reminders of all brands */ select home, id from promise where due_at <= $1 order by due_at limit 500',
    '/* fan-out: reminders of all brands */ select home, id from promise p where due_at <= $1 and not exists (select 1 from ledger l where l.home = p.home and l.id = p.id) limit $2',
    '/* fan-out: reminders of all brands */ select p.home from promise p join customer c on c.home = p.home and c.id = p.customer_id limit 9',
  ],
  'a write goes to one home': [
    'insert into customer (home, id, name) values ($1, $2, $3)',
    'insert into customer (home, id) values ($1, $2), ($3, $4)',
    'insert into customer (home, id) select $1, k.id from unnest($2::uuid[]) k(id)',
    'insert into ledger (home, id) select home, id from promise where home = $1',
    'insert into ledger (home, id) select p.home, p.id from promise p where p.home = $1 on conflict (home, id) do nothing',
    'insert into customer (home, id) values ($1, $2) on conflict do nothing',
    'insert into customer (home, id, name) values ($1, $2, $3) on conflict (home, id) do update set name = excluded.name',
    'update customer set name = $3 where home = $1 and id = $2 returning id',
    'update promise p set standing = $2 from customer c where c.home = p.home and c.id = p.customer_id and p.home = $1',
    'update promise set claimed_at = $3 where home = $1 and id = any($2) and claimed_at is null returning id',
    'delete from ledger l using promise p where p.home = $1 and l.home = p.home',
    'delete from entry where home = $1 and id = $2',
    'with gone as (delete from entry where home = $1 returning id) select count(*) from gone',
    'copy entry (home, id, at) from stdin',
    'insert into job (name) values ($1)',
    'update member set name = $1 where id = $2',
  ],
  'time is read in a zone that is named': [
    'select (at at time zone $1)::date from entry where home = $2',
    "select date_trunc('day', at, $1) from entry where home = $2",
    "select date_trunc('day', at at time zone $1) from entry where home = $2",
    "select to_char(at at time zone $1, 'YYYY-MM') from entry where home = $2",
    'select extract(epoch from at - made_at) from entry where home = $1',
    'select extract(isodow from at at time zone $1) from entry where home = $2',
    'select due_on::text from promise where home = $1',
    'select $1::date, $2::timestamptz',
    "select (body->>'day')::date from entry where home = $1",
    'set local statement_timeout = 500',
    'set transaction isolation level repeatable read',
    "select set_config('spoonful.workspace', $1, true)",
    'select pg_advisory_xact_lock($1)',
    '/* session: one migration at a time */ select pg_advisory_lock($1)',
    'create table x (id uuid, at timestamptz default now())',
    'listen live',
  ],
  'no chance in a write': [
    'update customer set seen_at = $3 where home = $1 and id = $2',
    'update customer set seen_at = now() where home = $1 and id = $2',
    'update job set token = gen_random_uuid() where id = $1',
  ],
}

const broken: Partial<Record<Rule, string[]>> = {
  Q1: [
    'select id from customer',
    'select id from customer where id = $1',
    'select id from customer where home between $1 and $2',
    'select id from customer where home >= $1',
    'select id from customer where home = $1 + 1',
    'select id from customer where home = (select home from moment where home = $1)',
    'select id from customer where home = any(select home from moment where home = $1)',
    'select id from customer where home in (select home from moment where home = $1)',
    'select id from customer where home = all($1)',
    'select id from customer where home = null',
    'select id from customer where home = $1 or id = $2',
    'select id from customer where not (home = $1)',
    'select id from customer where home <> $1',
    'select id from customer where home is not distinct from $1',
    'select 1 from entry e join customer c on c.id = e.customer_id where e.home = $1',
    'select 1 from entry e join customer c on c.id = e.customer_id where home = $1',
    'select 1 from entry e left join moment m on e.home = $1 and m.home = e.home',
    'select 1 from entry e left join moment m on m.home = e.home where m.id is null',
    'select 1 from entry e full join moment m on m.home = e.home and e.home = $1',
    'select 1 from entry e natural join customer where e.home = $1',
    'select 1 from entry e join customer c on c.id = e.customer_id where e.home = any($1) and c.home = any($1)',
    'select 1 from customer c where c.home = $1 and exists (select 1 from entry e where e.home = c.home)',
    'select 1 from customer c where c.home = any($1) and exists (select 1 from entry e where e.home = any($1) and e.customer_id = c.id)',
    'select (select count(*) from entry) from customer where home = $1',
    'select 1 from customer c, lateral (select at from entry e where e.home = c.home limit 1) l where c.home = $1',
    'select * from (select home, id from customer) c where c.home = $1',
    'with c as (select home, id from customer) select 1 from c where home = $1',
    'with c as (select home, id from customer where home = $1) select 1 from c join entry e on e.home = c.home',
    'with a as (select home from customer where home = $1), b as (select e.home from a join entry e on e.home = a.home) select 1 from b',
    'with customer as (select home, id from customer) select id from customer where home = $1',
    'select id from customer where home = $1 union select id from entry',
    'select id from customer tablesample system (1)',
    'select 1 from unnest($1::bigint[], $2::uuid[]) k(home, id) join customer c on c.home = k.home and c.id = k.id',
    'select 1 from generate_series(1, (select count(*) from entry)) n',
    'select case when exists (select 1 from entry) then 1 end',
    'select id from customer where home = $1 order by (select count(*) from moment)',
    'select count(*) from customer where home = $1 group by id having count(*) > (select count(*) from entry)',
    'insert into customer (id, name) values ($1, $2)',
    'insert into customer values ($1, $2)',
    'insert into customer (home, id) values ($1 + 1, $2)',
    'insert into customer (home, id) values ($1, $2), (default, $3)',
    'insert into ledger (home, id) select home + 1, id from promise where home = $1',
    'insert into ledger (home, id) select $1, id from promise',
    'insert into customer (home, id) values ($1, $2) on conflict (id) do nothing',
    'insert into customer (home, id) values ($1, $2) on conflict on constraint customer_pkey do nothing',
    'update customer set name = $1 where id = $2',
    'update promise p set standing = $1 from customer c where c.id = p.customer_id and p.home = $2',
    'delete from entry where id = any($1)',
    'delete from ledger l using promise p where l.home = $1 and p.id = l.id',
    'with gone as (delete from entry where at < $1 returning id) select count(*) from gone',
    'insert into job (name) select name from customer',
    'copy entry (id, at) from stdin',
    'copy entry to stdout',
    'copy (select id from entry) to stdout',
    'explain select 1 from customer',
    'create table x as select id from customer',
  ],
  Q2: [
    '/* fan-out: reminders of all brands */ select home, id from promise where due_at <= $1',
    '/* fan-out: reminders of all brands */ select home, id from promise where due_at <= $1 limit null',
    '/* fan-out: reminders of all brands */ with recursive t as (select id from customer union all select c.id from customer c join t on t.id = c.merged_into) select * from t limit 5',
    '/* fan-out: reminders of all brands */ select home, count(*) from entry group by rollup (home) limit 5',
    '/* fan-out: reminders of all brands */ select id from entry tablesample system (1) limit 5',
    '/* fan-out: reminders of all brands */ update promise set standing = $1 where due_at <= $2',
    '/* fan-out: reminders of all brands */ delete from entry where at < $1',
    '/* fan-out: reminders of all brands */ select id from promise where home = $1 limit 5',
    '/* fan-out */ select id from promise where home = $1',
    'select kind, count(*) from entry where home = any($1) group by grouping sets ((kind), ())',
    'select id from entry tablesample bernoulli (1) where home = any($1)',
    'with recursive t as (select id from customer where home = any($1) union all select c.id from customer c join t on t.id = c.merged_into where c.home = any($1)) select * from t',
  ],
  Q3: [
    'select id from promise where home = any($1) limit 10 for update',
    'select id from promise where home = any($1) limit 10 for update skip locked',
    '/* fan-out: reminders of all brands */ select id from promise limit 10 for update skip locked',
    'select id from customer where home = any($1) for key share',
  ],
  Q4: [
    'update customer set name = $3 where home = any($1) and id = $2',
    'delete from entry where home in ($1, $2)',
    'update promise p set standing = k.standing from unnest($1::bigint[], $2::uuid[]) k(home, id) where p.home = k.home and p.home = any($3)',
    'insert into ledger (home, id) select home, id from promise where home = any($1)',
    'insert into customer (home, id) select k.home, k.id from unnest($1::bigint[], $2::uuid[]) k(home, id)',
    'insert into customer (home, id) select home, id from unnest($1::bigint[], $2::uuid[]) k(home, id)',
    'with moved as (delete from entry where home = any($1) returning id) select * from moved',
  ],
  Q5: [
    'with m as (update member set name = $1 where id = $2 returning id) update customer set name = $1 where home = $3',
    'with e as (insert into entry (home, id) values ($1, $2) returning id) insert into workspace (id) select id from e',
  ],
  Q6: [
    'select at::date from entry where home = $1',
    'select cast(at as date) from entry where home = $1',
    'select at::timestamp from entry where home = $1',
    "select (at + interval '1 day')::date from entry where home = $1",
    'select coalesce(due_at, made_at)::date from promise where home = $1',
    "select date_trunc('day', at) from entry where home = $1",
    "select to_char(at, 'YYYY-MM') from entry where home = $1",
    'select extract(hour from at) from entry where home = $1',
    "select date_part('dow', at) from entry where home = $1",
    'select $1::timestamptz::date',
    'select now()::date',
    'select current_date',
    'select localtimestamp',
    'select age(at) from entry where home = $1',
    'select due_on::timestamptz from promise where home = $1',
    'set timezone = $$UTC$$',
    'set session statement_timeout = 5',
    'reset all',
    "select set_config('spoonful.workspace', $1, false)",
    "select set_config('spoonful.workspace', $1, $2)",
    'select pg_advisory_lock($1)',
    'select pg_try_advisory_lock($1)',
    'create temp table t (id uuid)',
    'create temporary table t as select 1',
    'select 1 into temp t',
    'declare c cursor with hold for select 1',
    'prepare p as select 1',
  ],
  Q7: [
    'update customer set token = gen_random_uuid() where home = $1',
    'update customer set seen_at = clock_timestamp() where home = $1',
    'update customer set (a, b) = (random(), 2) where home = $1',
    'update customer set home = $2 where home = $1',
    'insert into customer (home, id) values ($1, $2) on conflict (home, id) do update set home = excluded.home',
    'insert into customer (home, id, n) values ($1, $2, $3) on conflict (home, id) do update set n = random()',
    'insert into customer (home, id) values ($1, (select id from member limit 1))',
    'delete from entry where home = $1 and random() < 0.5',
    'with u as (update customer set n = random() where home = $1 returning id) select * from u',
  ],
  S6: ['select 1; select 2'],
  floor: [
    'merge into job using workspace w on w.id = job.id when matched then delete',
    'select uuidv7()',
    "select * from json_table($1::jsonb, '$[*]' columns (id int path '$.id')) t",
    'select json_array(1, 2)',
    'create table x (a int, b int generated always as (a + 1) virtual)',
  ],
  registry: [
    'select id from forgotten',
    'insert into forgotten (home) values ($1)',
    'copy forgotten (home) from stdin',
  ],
  parse: ['selec id from customer'],
}

describe.each(Object.entries(kept))('%s', (_, statements) => {
  test.each(statements)('%s', (sql) => {
    expect(lintStatement(sql, tables)).toEqual([])
  })
})

describe.each(Object.entries(broken))('breaks %s', (rule, statements) => {
  test.each(statements)('%s', (sql) => {
    expect(rulesBroken(sql)).toContain(rule)
  })
})

test('a statement that breaks one rule is not accused of others', () => {
  const innocent = Object.entries(broken).flatMap(([rule, statements]) =>
    statements.filter((sql) => rulesBroken(sql).some((other) => other !== rule)),
  )
  expect(innocent.toSorted()).toEqual(breakingTwo.toSorted())
})

/** Statements above that rightly break a second rule. */
const breakingTwo = ['select id from customer tablesample system (1)']

test('a message names the table and its alias', () => {
  expect(lintStatement('select 1 from customer c where c.id = $1', tables)).toEqual([
    { rule: 'Q1', message: 'no home = $n or home = any($n) of its own in its query block: customer c' },
  ])
})
