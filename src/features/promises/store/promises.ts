/** SQL of the promises themselves: opened, found, held and changed, home by home; and the one look at what is due. */
import { homeOf, type CustomerId, type EntryId, type Home, type PromiseId } from '#kit/id.ts'
import { sql, type Database } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { KeptBy } from '../contract.ts'
import type { CustomerPromise, PromiseRecord } from '../rules/promise.ts'

/** Columns that say who promised what; only a carrier's earlier word ever replaces them. */
const MADE = {
  id: 'uuid',
  customerId: 'uuid',
  conversationId: 'uuid',
  entryId: 'uuid',
  entryAt: 'timestamptz',
  momentId: 'uuid',
  origin: 'text',
  touchpoint: 'text',
  wording: 'text',
  isQuoted: 'boolean',
  quoteStart: 'integer',
  about: 'text',
  orderNo: 'text',
  madeAt: 'timestamptz',
  madeBy: 'text',
  isConditional: 'boolean',
} as const satisfies Partial<Record<keyof CustomerPromise, string>>

/** Columns that say what became of it. */
const BECAME = {
  keptBy: 'text',
  counted: 'jsonb',
  armedAt: 'timestamptz',
  dueAt: 'timestamptz',
  dueWords: 'text',
  isAssumed: 'boolean',
  toldDueAt: 'timestamptz',
  acceptedAt: 'timestamptz',
  riskAt: 'timestamptz',
  delayAt: 'timestamptz',
  delayWords: 'text',
  delayKey: 'text',
  toldFirstAt: 'timestamptz',
  ownerId: 'uuid',
  snoozedUntil: 'timestamptz',
  snoozedAt: 'timestamptz',
  snoozedBy: 'text',
  snoozeReason: 'text',
  keptAt: 'timestamptz',
  keptWords: 'text',
  keptByHand: 'text',
  withdrawnAt: 'timestamptz',
  madeGoodAt: 'timestamptz',
  riskRaisedAt: 'timestamptz',
  brokenRaisedAt: 'timestamptz',
} as const satisfies Partial<Record<keyof CustomerPromise, string>>

/** What repeats the others for the sake of indexes. */
const DERIVED = { standing: 'text', settledAt: 'timestamptz', nextLookAt: 'timestamptz' } as const

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const names = (columns: object) => Object.keys(columns).map(snake)
const typed = (columns: object) =>
  Object.entries(columns)
    .map(([name, type]) => `${snake(name)} ${String(type)}`)
    .join(', ')

const ALL = { ...MADE, ...BECAME, ...DERIVED }
const allNames = sql.raw(names(ALL).join(', '))
const allTyped = sql.raw(typed(ALL))
const allFromRow = sql.raw(
  names(ALL)
    .map((name) => `r.${name}`)
    .join(', '),
)
const replaceAll = sql.raw(
  names(ALL)
    .filter((name) => name !== 'id')
    .map((name) => `${name} = excluded.${name}`)
    .join(', '),
)
const becameTyped = sql.raw(typed({ id: 'uuid', ...BECAME, ...DERIVED }))
const becameFromRow = sql.raw(
  names({ ...BECAME, ...DERIVED })
    .map((name) => `${name} = r.${name}`)
    .join(', '),
)
export const promiseColumns = sql.raw(names({ ...MADE, ...BECAME }).join(', '))

/** The rows as JSON for `jsonb_to_recordset`. */
function rowsOf(records: readonly PromiseRecord[]): string {
  return JSON.stringify(
    records.map((record) =>
      Object.fromEntries(Object.entries(record).map(([name, value]) => [snake(name), value])),
    ),
  )
}

/** Holds the ledger of this home until the transaction ends, so that a promise and what keeps it never miss each other. */
export async function lockLedger({ db }: TxScope, home: Home): Promise<void> {
  await db.run(sql`select pg_advisory_xact_lock(4680004, hashint8(${home}::bigint))`)
}

/**
 * Opens promises of one home. One that is there already stays as it is, save that a carrier's earlier word takes the place of a
 * later one. Answers the ids of those that were written.
 */
export async function insertPromises(
  { db }: TxScope,
  home: Home,
  records: readonly PromiseRecord[],
): Promise<PromiseId[]> {
  if (records.length === 0) return []
  const written = await db.many<{ id: PromiseId }>(sql`
    insert into promise as p (home, ${allNames})
    select ${home}::bigint, ${allFromRow} from jsonb_to_recordset(${rowsOf(records)}::jsonb) r (${allTyped})
    on conflict (home, id) do update set ${replaceAll}
      where p.origin = 'carrier' and (excluded.made_at, excluded.entry_id) < (p.made_at, p.entry_id)
    returning id`)
  return written.map(({ id }) => id)
}

/** Writes what became of promises of one home. */
export async function setPromises(
  { db }: TxScope,
  home: Home,
  records: readonly PromiseRecord[],
): Promise<void> {
  if (records.length === 0) return
  await db.run(sql`
    update promise p set ${becameFromRow}
    from jsonb_to_recordset(${rowsOf(records)}::jsonb) r (${becameTyped})
    where p.home = ${home} and p.id = r.id`)
}

/** Which of these promises are in the ledger, and what made each. */
export function listKnown(
  { db }: TxScope,
  home: Home,
  promises: readonly Pick<CustomerPromise, 'id'>[],
): Promise<Pick<CustomerPromise, 'id' | 'madeAt' | 'entryId'>[]> {
  if (promises.length === 0) return Promise.resolve([])
  return db.many(
    sql`select id, made_at, entry_id from promise where home = ${home} and id = any(${promises.map(({ id }) => id)}::uuid[])`,
  )
}

/** Which promises entries of a span of time may bear on. */
export type Concern = {
  readonly from: Date
  readonly until: Date
  /** Of these customers: what is kept by one of `keptBy`. */
  readonly settled: readonly CustomerId[]
  readonly keptBy: readonly KeptBy[]
  /** Of these customers: what waits for her word, or rests until she says one. */
  readonly spoken: readonly CustomerId[]
}

/** Promises of one home that entries may bear on, as they stand; not held. */
export function listConcerned(
  { db }: TxScope,
  home: Home,
  { from, until, settled, keptBy, spoken }: Concern,
): Promise<CustomerPromise[]> {
  const customers = [...new Set([...settled, ...spoken])]
  return db.many<CustomerPromise>(sql`
    select ${promiseColumns} from promise
    where home = ${home} and customer_id = any(${customers}::uuid[]) and made_at <= ${until}
      and (withdrawn_at is null or (origin = 'found' and withdrawn_at = due_at))
      and (kept_at is null or kept_at > ${from})
      and ((kept_by = any(${keptBy}::text[]) and customer_id = any(${settled}::uuid[]))
        or ((is_conditional or snoozed_until is not null) and customer_id = any(${spoken}::uuid[])))
    order by id`)
}

/** These promises of one home, held until the transaction ends. */
export function lockPromises(
  { db }: TxScope,
  home: Home,
  ids: readonly PromiseId[],
): Promise<CustomerPromise[]> {
  if (ids.length === 0) return Promise.resolve([])
  return db.many<CustomerPromise>(
    sql`select ${promiseColumns} from promise where home = ${home} and id = any(${ids}::uuid[]) order by id for update`,
  )
}

export function findPromise({ db, workspace }: TxScope, id: PromiseId): Promise<CustomerPromise | undefined> {
  return db.maybe<CustomerPromise>(
    sql`select ${promiseColumns} from promise where home = ${homeOf(workspace, id)} and id = ${id}`,
  )
}

/** The promise, held until the transaction ends. */
export function lockPromise({ db, workspace }: TxScope, id: PromiseId): Promise<CustomerPromise | undefined> {
  return db.maybe<CustomerPromise>(
    sql`select ${promiseColumns} from promise where home = ${homeOf(workspace, id)} and id = ${id} for update`,
  )
}

export function listPromises(
  { db, workspace }: TxScope,
  ids: readonly PromiseId[],
): Promise<CustomerPromise[]> {
  const homes = [...new Set(ids.map((id) => homeOf(workspace, id)))]
  return db.many<CustomerPromise>(sql`
    select ${promiseColumns} from promise where home = any(${homes}::bigint[]) and id = any(${ids}::uuid[]) order by due_at, id`)
}

/** The promise an entry opened for a standing promise's touchpoint. */
export function findByEntry(
  { db }: TxScope,
  home: Home,
  customerId: CustomerId,
  entryId: EntryId,
): Promise<CustomerPromise | undefined> {
  return db.maybe<CustomerPromise>(sql`
    select ${promiseColumns} from promise
    where home = ${home} and customer_id = ${customerId} and entry_id = ${entryId} and origin = 'standing' order by id limit 1`)
}

/** Where the next promises stand that time has caught up with or soon will, the earliest first. */
export type DueAddress = { readonly home: Home; readonly id: PromiseId; readonly nextLookAt: Date }

/** Looks over all homes, without a lock; `limit` addresses, those that lie ahead included, so that one knows how long to sleep. */
export function scanDue(db: Database, limit: number): Promise<DueAddress[]> {
  return db.scan((db) =>
    db.many<DueAddress>(sql`/* fan-out: promises due next in all homes */
      select home, id, next_look_at from promise where next_look_at is not null order by next_look_at, home, id limit ${limit}`),
  )
}

/** The database's own clock: the one by which promises come due, whatever the clocks of the processes say. */
export async function findDatabaseTime(db: Database): Promise<Date> {
  return (await db.scan((db) => db.one<{ now: Date }>(sql`select clock_timestamp() as now`))).now
}

/** Holds those of one home that are still due and nobody else is raising. */
export function lockDue(
  { db, now }: TxScope,
  home: Home,
  ids: readonly PromiseId[],
): Promise<CustomerPromise[]> {
  return db.many<CustomerPromise>(sql`
    select ${promiseColumns} from promise
    where home = ${home} and id = any(${ids}::uuid[]) and next_look_at <= ${now} order by id for update skip locked`)
}

/** A stretch of one home's promises that a changed calendar may move, by id. */
export function listMovable(
  { db }: TxScope,
  home: Home,
  after: string,
  limit: number,
): Promise<CustomerPromise[]> {
  return db.many<CustomerPromise>(sql`
    select ${promiseColumns} from promise
    where home = ${home} and id > ${after}::uuid and standing in ('open', 'at_risk') and kept_at is null order by id limit ${limit} for update`)
}

/** Forgets everything promised to customers of one home. */
export function deleteOfCustomers(
  { db }: TxScope,
  home: Home,
  customerIds: readonly CustomerId[],
): Promise<number> {
  return db.run(sql`delete from promise where home = ${home} and customer_id = any(${customerIds}::uuid[])`)
}
