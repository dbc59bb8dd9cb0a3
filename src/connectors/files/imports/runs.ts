/** Imports under way in this process: begun in the background, stopped, gone on with; whatever ends one is written down. */
import { bulkRecordEntries } from '#features/timeline/index.ts'
import { Refusal } from '#kit/refusal.ts'
import { publish } from '#platform/live.ts'
import { transact, type Scope } from '#platform/scope.ts'
import { patiently } from '../patiently.ts'
import { countPersons } from '../persons.ts'
import { lackOf, type Plan } from '../plan.ts'
import { newTally, runFile, type Tally } from '../run.ts'
import { setEnded, setTally, type ImportRow, type KeptTally } from '../store.ts'
import type { ImportDisk } from './disk.ts'
import type { ImportsDoor } from './door.ts'

/** Entries of the sample written in one go. */
const SAMPLE_CHUNK = 2_000

type How = 'cancel' | 'pause'
type Under = { stop: How | undefined; done: Promise<void> }

export type ImportRuns = ReturnType<typeof openRuns>

export function openRuns(
  door: ImportsDoor,
  disk: ImportDisk,
  planOf: (scope: Scope, row: ImportRow) => Promise<Plan>,
) {
  const running = new Map<string, Under>()

  /** Begins; `check` throws where somebody wants it to end. */
  function begin(scope: Scope, id: string, work: (check: () => void) => Promise<void>): void {
    const run: Under = { stop: undefined, done: Promise.resolve() }
    const check = () => {
      if (run.stop !== undefined) throw new Stopped(run.stop)
    }
    const end = (state: 'finished' | 'failed' | 'cancelled', problem: string | null = null) =>
      patiently(
        () =>
          transact({ ...scope, now: door.clock() }, async (scope) => {
            await setEnded(scope, id, state, problem)
            await publish(scope, 'import.progressed', { id })
          }),
        // A product that is to stop does not wait for its database.
        () => run.stop === 'pause' && check(),
      )
    run.done = work(check)
      .then(
        () => end('finished').then(() => undefined),
        async (error: unknown) => {
          if (error instanceof Stopped) return error.how === 'cancel' ? end('cancelled') : undefined
          if (!(error instanceof Refusal)) door.log.error({ err: error, import: id }, 'an import broke off')
          return end(
            'failed',
            error instanceof Refusal
              ? error.message
              : 'It broke off on our side; run it again, and what is in already is not stored twice.',
          )
        },
      )
      .catch((error: unknown) =>
        door.log.error({ err: error, import: id }, 'the end of an import could not be written down'),
      )
      .finally(() => running.delete(id))
    running.set(id, run)
  }

  /** Writes down how far it got, and tells the open pages. */
  const tell = (scope: Scope, id: string, tally: Tally, asideBytes: number) =>
    transact(scope, async (scope) => {
      await setTally(scope, id, keptOf(tally, asideBytes))
      await publish(scope, 'import.progressed', { id })
    })

  function file(scope: Scope, row: ImportRow): void {
    begin(scope, row.id, async (check) => {
      const plan = await planOf(scope, row)
      const lack = lackOf(plan)
      if (lack !== undefined) throw new Refusal('field_needed', lack)
      const aside = await disk.openAside(row.id, row.tally.asideBytes)
      await runFile({
        scope,
        plan,
        bytes: disk.read(row.id),
        eventRule: door.eventRule,
        clock: door.clock,
        resume: tallyOf(row.tally),
        keep: aside.keep,
        async progress(tally) {
          await tell(scope, row.id, tally, aside.bytes())
        },
        check,
      })
    })
  }

  function sample(scope: Scope, row: ImportRow): void {
    begin(scope, row.id, async (check) => {
      await door.sample.prepare(scope)
      const entries = [...door.sample.entries(row.createdAt)]
      const tally = newTally()
      const people = countPersons(scope)
      // The newest first, so that the queue fills at once.
      entries.reverse()
      for (let at = 0; at < entries.length; at += SAMPLE_CHUNK) {
        const chunk = entries.slice(at, at + SAMPLE_CHUNK)
        const verdicts = await patiently(
          () => bulkRecordEntries({ ...scope, now: door.clock() }, chunk),
          check,
        )
        for (const entry of chunk) people.add(entry)
        for (const { outcome } of verdicts) tally[outcome === 'refused' ? 'setAside' : outcome] += 1
        tally.read += chunk.length
        tally.customers = people.count()
        tally.bytes = Math.round(((at + chunk.length) / entries.length) * row.bytes)
        await patiently(() => tell(scope, row.id, tally, 0), check)
        check()
      }
      tally.customers = await people.settle()
      await tell(scope, row.id, tally, 0)
    })
  }

  async function stop(id: string, how: How): Promise<void> {
    const run = running.get(id)
    if (!run) return
    run.stop = how
    await run.done
  }

  return {
    /** Begins, or goes on with, what a row describes. */
    begin: (scope: Scope, row: ImportRow) => (row.kind === 'file' ? file : sample)(scope, row),
    isRunning: (id: string) => running.has(id),
    stop,
    settled: async (id: string): Promise<void> => running.get(id)?.done,
    /** Halts all; their rows still say that they run. */
    async pause(): Promise<void> {
      await Promise.all([...running.keys()].map((id) => stop(id, 'pause')))
    },
  }
}

class Stopped extends Error {
  readonly how: How
  constructor(how: How) {
    super(`stopped: ${how}`)
    this.how = how
  }
}

/** A tally as it is kept. */
export function keptOf(tally: Tally, asideBytes: number): KeptTally {
  return { ...tally, reasons: Object.fromEntries(tally.reasons), asideBytes }
}

function tallyOf(kept: KeptTally): Tally {
  const { asideBytes: _asideBytes, reasons, ...rest } = kept
  return { ...rest, reasons: new Map(Object.entries(reasons)) }
}
