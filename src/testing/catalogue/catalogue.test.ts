/** The migrated database keeps the schema rules and the fence between workspaces; each rule is shown to bite. */
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as tables from '#platform/tables.ts'
import { testDatabase } from '../database.ts'
import { readCatalogue, type Column } from './read.ts'
import { checkCatalogue, type SchemaRule } from './rules.ts'

let owner: Client

beforeAll(async () => {
  owner = new Client(await testDatabase())
  await owner.connect()
})
afterAll(async () => owner?.end())

/** Runs in a transaction that is taken back. */
async function passing<T>(work: () => Promise<T>): Promise<T> {
  await owner.query('begin')
  try {
    return await work()
  } finally {
    await owner.query('rollback')
  }
}

test('the migrated database keeps every rule', async () => {
  const catalogue = await readCatalogue(owner)
  expect(checkCatalogue(catalogue, tables)).toEqual([])
  expect(catalogue.relations.length).toBeGreaterThanOrEqual(tables.distributed.length)
})

describe('a bad schema is caught', () => {
  const fence = `((home >> 12) = (nullif(current_setting('spoonful.workspace', true), ''))::bigint)`
  const bad: [rule: SchemaRule, message: RegExp, sql: string][] = [
    ['registry', /^forgotten: is in no class/, 'create table forgotten (id uuid primary key)'],
    ['registry', /^customer_word: stands in/, 'drop table customer_word'],
    ['registry', /^stray: is in no class/, 'create view stray as select 1 as one'],
    ['S1', /^customer_word: has no column home/, 'alter table customer_word drop column home cascade'],
    [
      'S1',
      /^intake_refusal: home must be bigint/,
      'alter table intake_refusal drop constraint intake_refusal_pkey; alter table intake_refusal alter home drop not null',
    ],
    ['S1', /^idempotency: has no primary key/, 'alter table idempotency drop constraint idempotency_pkey'],
    [
      'S1',
      /^idempotency: primary key must start/,
      'alter table idempotency drop constraint idempotency_pkey, add primary key (key, home)',
    ],
    ['S1', /^customer: unique index bad lacks home/, 'create unique index bad on customer (identity_value)'],
    [
      'S2',
      /^conversation: bad must pair/,
      'alter table customer add constraint u unique (id, home), add column other bigint; alter table conversation add other bigint, add constraint bad foreign key (other, id) references customer (home, id)',
    ],
    [
      'S2',
      /^idempotency: bad must not point from a distributed to a local/,
      'alter table idempotency add key_id uuid, add constraint bad foreign key (key_id) references api_key (id)',
    ],
    [
      'S2',
      /^member: bad must not point from a reference to a distributed/,
      'alter table member add h bigint, add c uuid, add constraint bad foreign key (h, c) references customer (home, id)',
    ],
    [
      'S2',
      /^api_key: bad must not point from a local to a distributed/,
      'alter table api_key add h bigint, add c uuid, add constraint bad foreign key (h, c) references customer (home, id)',
    ],
    [
      'S2',
      /^conversation: bad must not set null/,
      'alter table conversation add constraint bad foreign key (home, customer_id) references customer (home, id) on delete set null',
    ],
    [
      'S3',
      /^customer: has a trigger: bad/,
      'create trigger bad before update on customer for each row execute function suppress_redundant_updates_trigger()',
    ],
    ['S3', /^customer: has a rule: bad/, 'create rule bad as on delete to customer do instead nothing'],
    ['S3', /^customer: n: ids come/, 'alter table customer add n bigserial'],
    ['S3', /^member: n: ids come/, 'alter table member add n bigint generated always as identity'],
    [
      'S3',
      /^idempotency: key_id: ids come/,
      'alter table idempotency add key_id uuid default gen_random_uuid()',
    ],
    ['S3', /^customer: home comes from/, 'alter table customer alter home set default 0'],
    ['S4', /^entry: has a GIN index/, 'create index bad on entry using gin (data)'],
    [
      'S4',
      /^entry_bad: is not one month/,
      `create table entry_bad partition of entry for values from ('1990-01-01Z') to ('1990-03-01Z')`,
    ],
    ['S4', /^entry_bad: is not one month/, 'create table entry_bad partition of entry default'],
    [
      'S4',
      /^entry_bad: is partitioned/,
      `create table entry_bad partition of entry for values from ('1990-01-01Z') to ('1990-02-01Z') partition by hash (home)`,
    ],
    [
      'S4',
      /^entry: must be partitioned/,
      'drop table entry cascade; create table entry (home bigint not null, id uuid)',
    ],
    [
      'S5',
      /^intake_seen: must be unique/,
      'alter table intake_seen drop constraint intake_seen_pkey, add primary key (home, message_id)',
    ],
    ['G14c', /^customer: row-level security is off/, 'alter table customer disable row level security'],
    [
      'G14c',
      /^customer: row-level security is not forced/,
      'alter table customer no force row level security',
    ],
    [
      'G14c',
      /^customer: belongs to spoonful_app/,
      'grant create on schema public to spoonful_app; alter table customer owner to spoonful_app',
    ],
    ['G14c', /^customer: has no policy/, 'drop policy workspace on customer'],
    ['G14c', /^customer: has no policy/, 'alter policy workspace on customer using (home = 1)'],
    ['G14c', /^customer: has no policy/, 'alter policy workspace on customer with check (true)'],
    ['G14c', /^customer: has no policy/, `alter policy workspace on customer using (${fence} or verified)`],
    ['G14c', /^customer: policy bad lets spoonful_app past/, 'create policy bad on customer using (true)'],
    [
      'G14c',
      /^customer: policy bad lets spoonful_worker write/,
      'create policy bad on customer for update to spoonful_worker using (true)',
    ],
    ['G14c', /^customer: is granted to everyone/, 'grant select on customer to public'],
    ['G14c', /^customer: spoonful_app must not TRUNCATE/, 'grant truncate on customer to spoonful_app'],
    ['G14c', /^member: spoonful_app must not UPDATE/, 'grant update on member to spoonful_app'],
    ['G14c', /^api_key: spoonful_app must not SELECT/, 'grant select on api_key to spoonful_app'],
    ['G14c', /^customer: spoonful_worker may only/, 'grant select on customer to spoonful_worker'],
    [
      'G14c',
      /^customer: spoonful_worker must not see content/,
      'grant select (traits) on customer to spoonful_worker',
    ],
    [
      'G14c',
      /^entry_1990: is a partition and granted/,
      `create table entry_1990 partition of entry for values from ('1990-01-01Z') to ('1990-02-01Z'); grant select on entry_1990 to spoonful_app`,
    ],
    [
      'G14c',
      /^customer: must be made with/,
      'drop table customer cascade; create view customer as select home, id from conversation',
    ],
    [
      'S1',
      /^customer: is a materialized view/,
      'drop table customer cascade; create materialized view customer as select home, id from conversation',
    ],
    ['G14c', /^spoonful_app: must not have: bypassesRowSecurity/, 'alter role spoonful_app bypassrls'],
    ['G14c', /^spoonful_app: must not have: superuser/, 'alter role spoonful_app superuser'],
    ['G14c', /^spoonful_worker: must not have: createsRoles/, 'alter role spoonful_worker createrole'],
    ['G14c', /^spoonful_app: must not have: createsDatabases/, 'alter role spoonful_app createdb'],
    [
      'G14c',
      /^member_login: does not fence spoonful_people/,
      'drop policy people on member_login; create policy people on member_login to spoonful_people using (true) with check (true)',
    ],
    ['G14c', /^customer: is open to spoonful_sealer/, 'grant select on customer to spoonful_sealer'],
    ['G14c', /^audit_entry: spoonful_app must not INSERT/, 'grant insert on audit_entry to spoonful_app'],
    [
      'G14c',
      /^audit_unsealed: spoonful_app must not DELETE/,
      'grant delete on audit_unsealed to spoonful_app',
    ],
    [
      'G14c',
      /^audit_entry: spoonful_sealer must not DELETE/,
      'grant delete on audit_entry to spoonful_sealer',
    ],
    ['G14c', /^audit_head: lets spoonful_sealer past/, 'alter policy sealer on audit_head using (true)'],
    ['G14c', /^api_key: row-level security is off/, 'alter table api_key disable row level security'],
    ['G14c', /^member: is granted to spoonful_app/, 'grant select on member to spoonful_app'],
    [
      'G14c',
      /^sign_in_pause: is granted to spoonful_people/,
      'grant select on sign_in_pause to spoonful_people',
    ],
    ['G14c', /^spoonful_people: must not have: bypassesRowSecurity/, 'alter role spoonful_people bypassrls'],
    [
      'G14c',
      /^spoonful_app: must not be a member of spoonful_worker/,
      'grant spoonful_worker to spoonful_app',
    ],
    [
      'G14c',
      /^spoonful_app: owns x/,
      'grant create on schema public to spoonful_app; create table x (); alter table x owner to spoonful_app',
    ],
  ]

  test.each(bad)('%s %s', async (rule, message, sql) => {
    const found = await passing(async () => {
      await owner.query(sql)
      return checkCatalogue(await readCatalogue(owner), tables)
    })
    expect(found).toContainEqual({ rule, message: expect.stringMatching(message) as string })
  })

  test('a view that asks as its reader is no breach', async () => {
    const found = await passing(async () => {
      await owner.query(
        'drop table customer cascade; create view customer with (security_invoker = true) as select home, id from conversation',
      )
      return checkCatalogue(await readCatalogue(owner), tables)
    })
    expect(found).toEqual([])
  })
})

describe.each(tables.ofPeople)('the people’s rows of %s', (table) => {
  const workspaces = ['00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000b2'] as const
  const members = ['00000000-0000-7000-8000-0000000000a3', '00000000-0000-7000-8000-0000000000b4'] as const
  const enter = async (workspace: string) => {
    await owner.query('set local role spoonful_people')
    await owner.query(`select set_config('spoonful.workspace_id', $1, true)`, [workspace])
  }
  /** Two workspaces with one member each, and a row of the second in this table. */
  async function plant() {
    for (const [i, id] of workspaces.entries()) {
      await owner.query(
        `insert into workspace (id, no, name, zone, currency, created_at) values ($1, $2, 'x', 'UTC', 'USD', now())`,
        [id, 900_000_000 + i],
      )
      await owner.query(
        `insert into member (id, workspace_id, name, role, created_at) values ($1, $2, 'x', 'owner', now())`,
        [members[i], id],
      )
    }
    if (table !== 'workspace' && table !== 'member') await owner.query(...(await theirRow()))
  }
  async function theirRow(): Promise<[string, unknown[]]> {
    const columns = await columnsToFill(table)
    const known: Record<string, unknown> = {
      workspace_id: workspaces[1],
      member_id: members[1],
      role: 'viewer',
      purpose: 'reset',
    }
    const values = valuesOf(columns, 0).map((value, i) => known[columns[i]?.name ?? ''] ?? value)
    return [insertOf(table, columns), values]
  }

  test('are seen by their own workspace only, with no condition in the statement (R1, G14c)', async () => {
    await passing(async () => {
      await plant()
      const seen = async () =>
        Number((await owner.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]?.n)
      await enter(workspaces[1])
      expect(await seen()).toBe(1)
      await enter(workspaces[0])
      expect(await seen()).toBe(table === 'workspace' || table === 'member' ? 1 : 0)
      await enter('')
      expect(await seen(), 'without a workspace').toBe(0)
    })
  })

  test('are neither written for, changed in, nor deleted from another workspace (R1, G14c)', async () => {
    await passing(async () => {
      await plant()
      const [text, values] =
        table === 'workspace' || table === 'member'
          ? await theirRow()
          : ([`delete from ${table}`, []] as [string, unknown[]])
      await enter(workspaces[0])
      if (table === 'workspace' || table === 'member')
        await expect(owner.query(text, values)).rejects.toThrow('row-level security policy')
      else expect((await owner.query(text, values)).rowCount).toBe(0)
    })
    if (table === 'workspace') return
    await passing(async () => {
      await plant()
      const [text, values] = await theirRow()
      if (table !== 'member') await owner.query(`delete from ${table}`)
      await enter(workspaces[0])
      await expect(owner.query(text, values)).rejects.toThrow('row-level security policy')
    })
  })
})

describe.each(tables.distributed)('the rows of %s', (table) => {
  const OURS = 7
  const count = async () =>
    Number((await owner.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]?.n)
  const enter = (workspace: string) =>
    owner.query(`select set_config('spoonful.workspace', $1, true)`, [workspace])

  test('are seen by their own workspace only, with no condition in the statement (R1, G14c)', async () => {
    await passing(async () => {
      await plantRow(table, OURS * 4096)
      await owner.query('set local role spoonful_app')
      await enter(String(OURS))
      expect(await count()).toBe(1)
      await enter(String(OURS + 1))
      expect(await count()).toBe(0)
      await enter('')
      expect(await count()).toBe(0)
    })
    await passing(async () => {
      await owner.query('set local role spoonful_app')
      expect(await count(), 'with a setting that was never made').toBe(0)
    })
  })

  test('cannot be written for another workspace (G14c)', async () => {
    await passing(async () => {
      await owner.query('set local role spoonful_app')
      await enter(String(OURS + 1))
      const columns = await columnsToFill(table)
      await makeRoom(table)
      const refused = owner.query(insertOf(table, columns), valuesOf(columns, OURS * 4096))
      // What the application may only read refuses it before the fence is asked.
      await expect(refused).rejects.toThrow(/row-level security policy|permission denied for table/)
    })
  })

  test('cannot be moved into another workspace', async () => {
    await passing(async () => {
      await plantRow(table, OURS * 4096)
      await owner.query('set local role spoonful_app')
      await enter(String(OURS))
      const refused = owner.query(`update ${table} set home = $1`, [(OURS + 1) * 4096])
      // A table that is only ever added to refuses the change before the fence is asked.
      await expect(refused).rejects.toThrow(/row-level security policy|permission denied for table/)
    })
  })
})

/** Puts one row into a table whatever it demands: in this transaction its checks and foreign keys are gone. */
async function plantRow(table: string, home: number): Promise<void> {
  const { rows } = await owner.query<{ conname: string }>(
    `select conname from pg_constraint where conrelid = $1::regclass and contype in ('c', 'f')`,
    [table],
  )
  for (const { conname } of rows)
    await owner.query(`alter table ${table} drop constraint ${owner.escapeIdentifier(conname)}`)
  await makeRoom(table)
  const columns = await columnsToFill(table)
  await owner.query(insertOf(table, columns), valuesOf(columns, home))
}

/** A partitioned table takes the row in a partition of its own. */
async function makeRoom(table: string): Promise<void> {
  const { rows } = await owner.query(`select from pg_class where oid = $1::regclass and relkind = 'p'`, [
    table,
  ])
  if (rows.length === 0) return
  const { rows: before } = await owner.query<{ role: string }>('select current_user as role')
  await owner.query('reset role')
  await owner.query(
    `create table room_1990 partition of ${table} for values from ('1990-01-01Z') to ('1990-02-01Z')`,
  )
  await owner.query(`set local role ${before[0]?.role ?? ''}`)
}

async function columnsToFill(table: string): Promise<Column[]> {
  const { relations } = await readCatalogue(owner)
  const relation = relations.find(({ name }) => name === table)
  if (!relation) throw new Error(`${table} is not in the database`)
  return relation.columns.filter((column) => column.notNull && column.default === null)
}

function insertOf(table: string, columns: readonly Column[]): string {
  const names = columns.map(({ name }) => owner.escapeIdentifier(name))
  return `insert into ${table} (${names.join()}) values (${columns.map((_, i) => `$${String(i + 1)}`).join()})`
}

const VALUES: Readonly<Record<string, unknown>> = {
  'timestamp with time zone': '1990-01-02T00:00:00Z',
  uuid: '00000000-0000-7000-8000-000000000001',
  text: 'x',
  date: '1990-01-02',
  boolean: true,
  jsonb: '{}',
  bytea: Buffer.of(1),
  bigint: 1,
  integer: 1,
  smallint: 1,
  numeric: 1,
  real: 1,
  'double precision': 1,
  'text[]': [],
  'uuid[]': [],
  'integer[]': [],
}

function valuesOf(columns: readonly Column[], home: number): unknown[] {
  return columns.map(({ name, type }) => {
    if (name === 'home') return home
    if (!(type in VALUES)) throw new Error(`give VALUES a value of type ${type}, for ${name}`)
    return VALUES[type]
  })
}
