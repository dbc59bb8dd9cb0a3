/**
 * How entries get in: checked, given their ids, gathered with whatever else is waiting, and written by home. What this
 * answers as stored is on disk. Requests that arrive while a write is under way share the next one (group commit).
 */
import type { Database } from '#platform/database.ts'
import { nudge } from '#platform/announcements.ts'
import { isDeadlock } from '#platform/faults.ts'
import type { Scope } from '#platform/scope.ts'
import { withoutErased } from './intake/erased.ts'
import { writeInManyHomes } from './intake/many-homes.ts'
import { openMemory, rememberBatch, type Memory } from './intake/memory.ts'
import { writeInOneHome } from './intake/one-home.ts'
import { prepare, type Prepared, type Verdict } from './intake/prepare.ts'
import type { IncomingEntry } from './rules/incoming.ts'
import { ensureMonth } from './store/writes.ts'

export type { Verdict } from './intake/prepare.ts'

/**
 * Stores entries for good. One verdict per entry, in order; an entry once stored under the same (source, messageId)
 * is `known`. Throws only where the database is away, and then nothing of it counts as stored.
 */
export async function recordEntries(
  scope: Scope,
  entries: readonly IncomingEntry[],
  { backfill = false }: { backfill?: boolean } = {},
): Promise<Verdict[]> {
  const prepared = entries.map((entry) => prepare(scope, entry))
  const accepted = prepared.filter((one) => 'row' in one)
  const outcomes =
    accepted.length > 0
      ? await intakeOf(scope).write(scope, accepted, backfill)
      : new Map<Prepared, Verdict>()
  return prepared.map((one) => ('row' in one ? (outcomes.get(one) ?? { outcome: 'known' }) : one))
}

/** Forgets what this process believes to stand in the tables; call after rows were taken out. */
export function forgetKnown({ db, workspace }: Pick<Scope, 'db' | 'workspace'>): void {
  intakes.get(db)?.get(workspace.no)?.forget()
}

type Waiting = {
  readonly prepared: readonly Prepared[]
  readonly backfill: boolean
  readonly scope: Scope
  readonly resolve: (outcomes: Map<Prepared, Verdict>) => void
  readonly reject: (error: unknown) => void
}

/** One writer per database and workspace: while it writes, others wait and then go together. */
type Intake = {
  forget(): void
  write(scope: Scope, prepared: readonly Prepared[], backfill: boolean): Promise<Map<Prepared, Verdict>>
}

const intakes = new WeakMap<Database, Map<number, Intake>>()

function intakeOf({ db, workspace }: Scope): Intake {
  let ofDatabase = intakes.get(db)
  if (!ofDatabase) intakes.set(db, (ofDatabase = new Map()))
  let intake = ofDatabase.get(workspace.no)
  if (!intake) ofDatabase.set(workspace.no, (intake = openIntake()))
  return intake
}

/** Entries written in one transaction, at most. */
const WRITTEN_AT_ONCE = 2_000
/** Writes under way at once: while the database works on one, the next is made ready. */
const WRITERS = 3
/**
 * News waits for the news under way until so many entries are there: what goes together costs the database a fifth less and
 * is one commit for several senders (docs/decisions/0045). History is written beside it.
 */
const GATHERED = 400

function openIntake(): Intake {
  const memory = openMemory()
  let waiting: Waiting[] = []
  let writers = 0
  let withNews = 0

  /** What waits, as much as one transaction takes; history and news are not mixed. */
  function nextTurn(): Waiting[] {
    const [first] = waiting
    let size = 0
    const count = waiting.findIndex(({ prepared, backfill }) => {
      size += prepared.length
      return backfill !== first?.backfill || (size > WRITTEN_AT_ONCE && size > prepared.length)
    })
    return waiting.splice(0, count === -1 ? waiting.length : count)
  }

  async function write(turn: readonly Waiting[]): Promise<void> {
    const [first] = turn
    if (!first) return
    try {
      const prepared = turn.flatMap((one) => one.prepared)
      const outcomes = await writeTogether(first.scope, prepared, first.backfill, memory)
      for (const one of turn) one.resolve(outcomes)
    } catch (error) {
      memory.forget()
      if (isDeadlock(error)) waiting = [...turn, ...waiting]
      else if (turn.length === 1) first.reject(error)
      // One sender's trouble is not another's: each goes again by itself.
      else for (const one of turn) await write([one])
    }
  }

  async function run(): Promise<void> {
    writers += 1
    while (waiting.length > 0) {
      const turn = nextTurn()
      const news = turn[0]?.backfill ? 0 : 1
      withNews += news
      await write(turn)
      withNews -= news
    }
    writers -= 1
  }

  const mayBegin = () =>
    writers < WRITERS &&
    (withNews === 0 || waiting.reduce((sum, { prepared }) => sum + prepared.length, 0) >= GATHERED)

  return {
    forget: memory.forget,
    write: (scope, prepared, backfill) =>
      new Promise((resolve, reject) => {
        waiting.push({ scope, prepared, backfill, resolve, reject })
        if (mayBegin()) void run()
      }),
  }
}

async function writeTogether(
  scope: Scope,
  arrived: readonly Prepared[],
  backfill: boolean,
  memory: Memory,
): Promise<Map<Prepared, Verdict>> {
  const batch = await withoutErased(scope, arrived, memory)
  if (batch.length === 0) return new Map()
  const numbers = new Set(batch.map(({ row: { at } }) => at.getUTCFullYear() * 12 + at.getUTCMonth()))
  for (const number of [...numbers].filter((number) => !memory.months.has(number)).sort((a, b) => a - b)) {
    await ensureMonth(scope.db, `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`)
    memory.months.add(number)
  }

  const outcomes =
    scope.workspace.slices === 1
      ? await writeInOneHome(scope, batch, backfill, memory)
      : await writeInManyHomes(scope, batch, backfill, memory)
  // Only what is committed is known: another write under way must not build on what may still be undone.
  rememberBatch(memory, batch)
  nudge()
  return outcomes
}
