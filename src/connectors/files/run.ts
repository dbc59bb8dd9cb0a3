/** Carries a file into the timeline: reads while it writes, counts what became of each row, and keeps what can't be stored. */
import { bulkRecordEntries, type Verdict } from '#features/timeline/index.ts'
import type { Scope } from '#platform/scope.ts'
import { patiently } from './patiently.ts'
import { countPersons } from './persons.ts'
import type { Plan } from './plan.ts'
import { openUnits } from './read.ts'
import type { EventRule } from './rows.ts'
import { REASONS, type Unit } from './unit.ts'

export type Tally = {
  /** Bytes read. */
  bytes: number
  read: number
  stored: number
  known: number
  setAside: number
  /** Rows by reason. */
  readonly reasons: Map<string, number>
  /** Persons it tells of; while it runs, by what identifies them. */
  customers: number
  /** The line up to which all is stored or set aside. */
  line: number
}

export type SetAside = {
  readonly line: number
  readonly reason: string
  readonly message: string
  readonly raw: string
}

export type Run = {
  readonly scope: Scope
  readonly plan: Plan
  readonly bytes: AsyncIterable<Uint8Array>
  readonly eventRule: EventRule
  readonly clock: () => Date
  /** Keeps rows that can't be stored; in the file's order. */
  readonly keep: (rows: readonly SetAside[]) => Promise<void>
  /** After every chunk is on disk. */
  readonly progress: (tally: Tally) => Promise<void> | void
  /** Asked before every chunk; throwing ends the run, once what is under way is on disk and counted. */
  readonly check?: () => void
  /** Where an earlier run was cut off: rows up to its line are read and not written again. */
  readonly resume?: Tally
}

/** Entries written in one go. */
const CHUNK = 1_000
/** Chunks on their way to the disk while the next is read: fewer leave the database or this process idle. */
const UNDER_WAY = 5

export function newTally(): Tally {
  return { bytes: 0, read: 0, stored: 0, known: 0, setAside: 0, reasons: new Map(), customers: 0, line: 0 }
}

/** Runs to the end of the file. Some chunks are written while the next is read, and counted in their order. Waits for a database that is away, and throws where it stays away. */
export async function runFile({
  scope,
  plan,
  bytes,
  eventRule,
  clock,
  keep,
  progress,
  check = () => {},
  resume,
}: Run): Promise<Tally> {
  const units = openUnits(plan, eventRule)
  const tally = resume ?? newTally()
  const doneTo = resume?.line ?? 0
  const people = countPersons(scope)
  let read = 0
  let waiting: Unit[] = []
  let entries = 0
  const writing: Promise<void>[] = []

  const write = async (chunk: readonly Unit[], at: number, before: Promise<void> | undefined) => {
    const fresh = chunk.flatMap((unit) => unit.entries)
    const verdicts = await patiently(() => bulkRecordEntries({ ...scope, now: clock() }, fresh), check)
    await before
    await keep(countChunk(tally, chunk, verdicts))
    tally.bytes = Math.max(tally.bytes, at)
    tally.customers = people.count()
    await patiently(() => progress(tally), check)
  }
  const flush = async () => {
    check()
    if (writing.length === UNDER_WAY) await writing.shift()
    const chunk = waiting
    waiting = []
    entries = 0
    const written = write(chunk, read, writing.at(-1))
    // A failure is met at the next await; until then it must not count as unheard.
    written.catch(() => {})
    writing.push(written)
  }
  const take = async (fresh: readonly Unit[]) => {
    for (const unit of fresh) {
      for (const entry of unit.entries) people.add(entry)
      if (unit.line <= doneTo) continue
      waiting.push(unit)
      entries += unit.entries.length || 1
      if (entries >= CHUNK) await flush()
    }
  }

  try {
    for await (const chunk of bytes) {
      read += chunk.length
      await take(units.push(chunk))
    }
    await take(units.end())
    await flush()
    await Promise.all(writing)
  } finally {
    await Promise.allSettled(writing)
  }
  tally.customers = await patiently(() => people.settle(), check)
  await patiently(() => progress(tally), check)
  return tally
}

/** Counts what became of a chunk; answers the rows to keep. */
function countChunk(tally: Tally, chunk: readonly Unit[], verdicts: readonly Verdict[]): SetAside[] {
  const kept: SetAside[] = []
  let next = 0
  for (const { line, rows, raw, entries, problem } of chunk) {
    let refused: Refused | undefined
    let hasNews = false
    for (const end = next + entries.length; next < end; next++) {
      const verdict = verdicts[next]
      if (verdict?.outcome === 'stored') hasNews = true
      else if (verdict?.outcome === 'refused') refused ??= verdict
    }
    const wrong =
      problem ?? (refused && { reason: refused.reason, message: REASONS[refused.reason] ?? refused.message })
    tally.read += rows
    tally.line = line
    if (wrong) {
      tally.setAside += rows
      tally.reasons.set(wrong.reason, (tally.reasons.get(wrong.reason) ?? 0) + rows)
      kept.push({ line, ...wrong, raw: raw.length > 4_000 ? raw.slice(0, 4_000) : raw })
    } else if (hasNews) tally.stored += rows
    else tally.known += rows
  }
  return kept
}

type Refused = Verdict & { outcome: 'refused' }
