/**
 * Promises on a full house: one look for due work and how late a promise is raised with 1,000,000 open and two raisers under a
 * shifted clock; and what opening and keeping promises adds to taking entries in and reading them.
 */
import { homesOf } from '../src/kit/id.ts'
import { momentSubscribers } from '../src/features/moments/index.ts'
import { promiseSubscribers, startRaiser } from '../src/features/promises/index.ts'
import { scanDue } from '../src/features/promises/store/promises.ts'
import { recordEntries, timelineSubscribers, type IncomingEntry } from '../src/features/timeline/index.ts'
import { startWorker, subscribe, type Subscriber } from '../src/platform/announcements.ts'
import { sql } from '../src/platform/database.ts'
import { transact, type Scope } from '../src/platform/scope.ts'
import { onGround, quantile, type Ground, type Measure } from './ground.ts'

const OPEN = 1_000_000
const CUSTOMERS = 100_000
const SCANS = 200
const SCAN_LIMIT_MS = 20
/** Promises whose time comes, spread evenly over the seconds, and as many more at one instant: closing time. */
const PER_SECOND = 100
const SECONDS = 20
const AT_CLOSING = 500
const RAISED_LIMIT_MS = 2_000
/** The raisers' clock runs so far ahead of the machine's. */
const SHIFT_MS = 3 * 86_400_000

const ENTRIES = 4_000
const ROUNDS = 5
const ADDED_LIMIT = 0.2

/** The scan in milliseconds at p95, the raising at p99, and the share that promises add to intake, 0 to 1. */
export function benchPromises(): Promise<readonly Measure[]> {
  return onGround(async (ground) => {
    const added = await addedToIntake(ground)
    const scope = await ground.newScope()
    await fill(scope)
    return [await scanned(ground), await raised(ground, scope), added]
  })
}

const measure = (name: string, value: number, unit: string, limit: number): Measure => {
  const rounded = Math.round(value * 100) / 100
  return { name, value: rounded, unit, limit, ratio: Math.round((rounded / limit) * 1000) / 1000 }
}

const later = (ms: number) => new Date(Date.now() + SHIFT_MS + ms)

/** A million open promises, due over the month after the measuring. */
async function fill(scope: Scope): Promise<void> {
  const [home] = homesOf(scope.workspace)
  const day = 86_400_000
  const [from, made] = [later(day), new Date(Date.now() - day)]
  await transact(scope, async ({ db }) => {
    await db.client.query(
      `insert into customer (home, id, identity_kind, identity_value, verified, created_at)
       select $1, ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'email', 'c' || i || '@example.com', true, $2
       from generate_series(1, ${CUSTOMERS}) i`,
      [home, made],
    )
    await db.client.query(`${PROMISES} from generate_series(1, ${OPEN}) i`, [
      home,
      made,
      from,
      (30 * day) / OPEN,
      0,
    ])
  })
  await scope.db.owner((db) => db.client.query('analyze promise, customer'))
}

/** Promises by number: due at `$3` and every `$4` milliseconds after it; `$5` keeps the ids of two fills apart. */
const PROMISES = `
  insert into promise (home, id, customer_id, origin, touchpoint, wording, is_quoted, about, kept_by, made_at, counted, is_conditional, armed_at, due_at, due_words, is_assumed,
    risk_raised_at, standing, next_look_at)
  select $1, ('0000000' || $5::text || '-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, ('00000000-0000-7000-8000-' || lpad(to_hex(1 + i % ${CUSTOMERS}), 12, '0'))::uuid,
    'standing', 'contact_form', 'We reply within 2 business days', false, 'Reply', 'reply', $2, '{"by":"given"}', false, $2, $3::timestamptz + i * $4::float8 * interval '1 millisecond', '', false,
    $2, 'at_risk', $3::timestamptz + i * $4::float8 * interval '1 millisecond'`

async function scanned({ db }: Ground): Promise<Measure> {
  const times: number[] = []
  for (let i = 0; i < SCANS; i++) {
    const started = performance.now()
    await scanDue(db, 200)
    times.push(performance.now() - started)
  }
  return measure(
    `one look for due work, ${OPEN} open promises`,
    quantile(times, 0.95),
    'ms p95',
    SCAN_LIMIT_MS,
  )
}

/** How long after its time the breaking of a promise was committed and announced, two raisers watching. */
async function raised({ db, log, workspaceOf }: Ground, scope: Scope): Promise<Measure> {
  subscribe({ subscriber: 'bench.broken', name: 'promise.broken', handle: async () => {} })
  const [home] = homesOf(scope.workspace)
  const begin = later(3_000)
  const total = PER_SECOND * SECONDS + AT_CLOSING
  await transact(scope, async ({ db }) => {
    const made = new Date(Date.now() - 86_400_000)
    await db.client.query(`${PROMISES} from generate_series(1, ${PER_SECOND * SECONDS}) i`, [home, made, begin, 1_000 / PER_SECOND, 1]) // prettier-ignore
    const closing = new Date(begin.getTime() + (SECONDS / 2) * 1_000)
    await db.client.query(`${PROMISES} from generate_series(1, ${AT_CLOSING}) i`, [home, made, closing, 0, 2])
  })
  const dueOf = new Map(
    (
      await transact(scope, ({ db }) =>
        db.many<{ id: string; dueAt: Date }>(
          sql`select id, due_at from promise where home = ${home} and next_look_at < ${later(3_600_000)}`,
        ),
      )
    ).map(({ id, dueAt }) => [id, dueAt.getTime()]),
  )
  const clock = () => Promise.resolve(later(0))
  const raisers = [1, 2].map(() => startRaiser({ db, log, workspaceOf, clock }))
  const late = new Map<string, number>()
  const until = performance.now() + (SECONDS + 60) * 1_000
  while (late.size < total && performance.now() < until) {
    const heard = await transact(scope, ({ db }) =>
      db.many<{ body: { ids: string[] } }>(
        sql`delete from announcement where home = ${home} and subscriber = 'bench.broken' returning body`,
      ),
    )
    const now = later(0).getTime()
    for (const id of heard.flatMap(({ body }) => body.ids)) {
      if (late.has(id)) throw new Error(`${id} was raised twice`)
      const lateMs = now - (dueOf.get(id) ?? Infinity)
      if (lateMs < 0) throw new Error(`${id} was raised early`)
      late.set(id, lateMs)
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await Promise.all(raisers.map((raiser) => raiser.stop()))
  if (late.size < total) throw new Error(`${total - late.size} promises were not raised`)
  return measure(
    `raised after their time, ${OPEN} open, ${PER_SECOND}/s and ${AT_CLOSING} at once, 2 raisers`,
    quantile([...late.values()], 0.99),
    'ms p99',
    RAISED_LIMIT_MS,
  )
}

const SAID = [
  'I’ll get back to you by Friday 3pm.',
  'Yes, the small fits a 36 chest.',
  'Thank you for writing. Your parcel left this morning with UPS and the tracking shows it in Portland.',
  'You can return it free of charge, the label is in the parcel.',
  'We’ll refund you within 5 business days.',
  'It is merino from one farm, spun and knitted in Portugal.',
  'Glad it fits! Have a lovely weekend.',
  'The pine is sold out in small; moss and slate are there.',
]
const ASKED = [
  'Where is my order?',
  'Thanks!',
  'My dog Biscuit loves the blanket.',
  'Does it run small?',
  'It broke.',
]

/** A shop's usual mixture: talk both ways, a form and a dated order in twenty; every fifth entry makes a promise. */
function mixture(): IncomingEntry[] {
  const now = Date.now()
  return Array.from({ length: ENTRIES }, (_, i): IncomingEntry => {
    const customer = i % 1_000
    const base = {
      source: 'bench',
      messageId: `p${i}`,
      at: new Date(now - (ENTRIES - i) * 1_000),
      identities: [{ kind: 'email', value: `c${customer}@example.com`, verified: true }],
      conversation: `t${customer}`,
    } as const
    if (i % 20 === 0) return { ...base, kind: 'form', channel: 'form', text: 'Do you alter them?' }
    if (i % 20 === 1)
      return { ...base, kind: 'order', channel: 'shop', data: { order: `${i}`, promisedFor: '2030-01-01' } }
    const turn = Math.floor(i / 2)
    return i % 2 === 0
      ? { ...base, kind: 'message_in', channel: 'email', text: ASKED[turn % ASKED.length] ?? '' }
      : { ...base, kind: 'message_out', channel: 'email', author: { kind: 'agent', name: 'Jo' }, text: SAID[turn % SAID.length] ?? '' } // prettier-ignore
  })
}

/** Rounds with and without promises alternate, so that both meet the same machine; the least disturbed of each counts. */
async function addedToIntake(ground: Ground): Promise<Measure> {
  subscribe(...timelineSubscribers, ...momentSubscribers)
  const off = promiseSubscribers.map((one): Subscriber => ({ ...one, name: 'off' }))
  const least = { with: Infinity, without: Infinity }
  for (let round = -1; round < ROUNDS; round++)
    for (const which of ['without', 'with'] as const) {
      subscribe(...(which === 'with' ? promiseSubscribers : off))
      const ms = await takeIn(ground)
      if (round >= 0) least[which] = Math.min(least[which], ms)
    }
  return measure(
    'share that promises add to taking in and reading',
    least.with / least.without - 1,
    'share',
    ADDED_LIMIT,
  )
}

/** Milliseconds until the entries are stored and everything that reads them is done. */
async function takeIn(ground: Ground): Promise<number> {
  const scope = await ground.newScope()
  const entries = mixture()
  const worker = startWorker(ground)
  const started = performance.now()
  for (let i = 0; i < entries.length; i += 200) await recordEntries(scope, entries.slice(i, i + 200))
  await worker.drained()
  await worker.stop()
  return performance.now() - started
}
