/** Imports as people see them: a file arrives, shows how it would be read, runs in the background and goes on after a restart. */
import type { Readable } from 'node:stream'
import { isId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { audit } from '#platform/audit/index.ts'
import { newId, read, transact, type Scope } from '#platform/scope.ts'
import type { DateOrder, ImportShape, ImportStatus, StartImport } from '../contract.ts'
import { sourceOf } from '../file-source.ts'
import { guessesOf, lackOf, planImport, type Plan, type Wishes } from '../plan.ts'
import { newTally } from '../run.ts'
import {
  deleteImport,
  findImport,
  insertImport,
  listImports,
  setEnded,
  setStarted,
  type ImportRow,
} from '../store.ts'
import { openDisk } from './disk.ts'
import type { ImportsDoor } from './door.ts'
import { presentImport } from './present.ts'
import { keptOf, openRuns } from './runs.ts'

export type { ImportsDoor, NoticedSince } from './door.ts'
export type Imports = ReturnType<typeof openImports>

/** Imports a list shows. */
const LISTED = 50

/** Opens the imports of this process. Call `resume` once per workspace at start and `stop` before the database closes. */
export function openImports(door: ImportsDoor) {
  const disk = openDisk(door)
  const runs = openRuns(door, disk, (scope, row) =>
    planOf(scope, row, { as: row.shape ?? undefined, map: wishedOf(row), dates: row.dates ?? undefined }),
  )
  const present = (scope: Scope, row: ImportRow, plan?: Plan) =>
    presentImport(scope, row, door.noticedSince, plan)
  const listAll = (scope: Scope) => read(scope, (scope) => listImports(scope, LISTED))

  async function planOf(scope: Scope, row: ImportRow, wishes: Wishes): Promise<Plan> {
    const { zone, currency } = scope.workspace
    const start = await disk.startOf(row.id)
    return planImport(start, row.bytes <= start.length, wishes, {
      source: sourceOf(row.name),
      zone,
      currency,
      startedAt: row.startedAt ?? row.createdAt,
      foreign: door.foreign,
    })
  }

  async function find(scope: Scope, id: string): Promise<ImportRow> {
    const row = isId(id) ? await read(scope, (scope) => findImport(scope, id)) : undefined
    if (!row) throw new Refusal('import_not_found', 'There is no such import.')
    return row
  }

  return {
    /** Keeps the file and answers how it would be read. Refuses `file_empty`, `file_not_text`, `too_large`, `disk_full`. */
    async upload(
      scope: Scope,
      name: string,
      body: Readable,
      announced: number | undefined,
    ): Promise<ImportStatus> {
      const id = newId<'import'>(scope)
      try {
        const bytes = await disk.take(id, body, announced)
        const row = { ...newRow(scope, id), name: plainFileName(name), bytes }
        const plan = await planOf(scope, row, {})
        const kept = { ...row, shape: plan.shape, format: plan.words }
        await transact(scope, (scope) => insertImport(scope, kept))
        return await present(scope, kept, plan)
      } catch (error) {
        await disk.remove(id)
        throw error
      }
    },

    async list(scope: Scope): Promise<ImportStatus[]> {
      return Promise.all((await listAll(scope)).map((row) => present(scope, row)))
    },

    /** One import; before it runs with its columns, read as another shape or with another column of times if asked. */
    async show(scope: Scope, id: string, wishes: ReadingWishes = {}): Promise<ImportStatus> {
      const row = await find(scope, id)
      if (row.kind !== 'file' || row.state !== 'preview') return present(scope, row)
      const as = wishes.as ?? row.shape ?? undefined
      const guessed = await planOf(scope, row, { as })
      const map = timesFrom(guessed, wishes.at)
      const isAsGuessed = map === undefined && wishes.dates === undefined
      const plan = isAsGuessed ? guessed : await planOf(scope, row, { as, map, dates: wishes.dates })
      return present(scope, row, plan)
    },

    /** Begins in the background. Refuses `import_running`, `field_needed`, `column_not_known`, `field_not_known`. */
    async start(scope: Scope, id: string, { as, map, dates }: StartImport): Promise<ImportStatus> {
      const row = await find(scope, id)
      if (row.kind !== 'file')
        throw new Refusal('import_not_found', 'The sample is begun by its own address.')
      const wished = { ...row, startedAt: scope.now, shape: as, mapping: map }
      const plan = await planOf(scope, wished, { as, map: wishedOf(wished), dates })
      const lack = lackOf(plan)
      if (lack !== undefined) throw new Refusal('field_needed', lack)
      const began = await transact(scope, async (scope) => {
        const chosen = { shape: as, mapping: map, dates: dates ?? null, format: plan.words }
        if (!(await setStarted(scope, id, chosen))) return false
        await audit(scope, 'data.imported', { subject: { kind: 'import', id }, details: { shape: as } })
        return true
      })
      if (!began) throw new Refusal('import_running', 'This import is running or done.')
      const current = await find(scope, id)
      runs.begin(scope, { ...current, tally: keptOf(newTally(), 0) })
      return present(scope, current)
    },

    /** Stops a running import; removes any other from the list with its file. What it stored stays. */
    async remove(scope: Scope, id: string): Promise<void> {
      const row = await find(scope, id)
      if (row.state === 'running') {
        if (runs.isRunning(id)) return runs.stop(id, 'cancel')
        await transact(scope, (scope) => setEnded(scope, id, 'cancelled', null))
        return
      }
      await transact(scope, async (scope) => {
        await deleteImport(scope, id)
        await audit(scope, 'setting.removed', { subject: { kind: 'import', id } })
      })
      await disk.remove(id)
    },

    /** The first lines that were set aside after a line, at most `limit`. */
    async listSetAside(
      scope: Scope,
      id: string,
      { after, limit }: { after: number; limit: number },
    ): Promise<{ line: number; reason: string; text: string }[]> {
      await find(scope, id)
      return disk.listAside(id, after, limit)
    },

    /** All lines set aside, as they are kept: JSON lines. Undefined where none were. */
    async downloadSetAside(scope: Scope, id: string): Promise<Readable | undefined> {
      const { tally } = await find(scope, id)
      await transact(scope, (scope) =>
        audit(scope, 'data.exported', { details: { list: 'lines set aside', rows: tally.setAside } }),
      )
      return tally.setAside > 0 ? disk.readAside(id) : undefined
    },

    /** Fills the sample brand in the background. Where it is in, or on its way, nothing is read again and the answer says so. */
    async startSample(scope: Scope): Promise<ImportStatus> {
      const there = (await listAll(scope)).find(
        ({ kind, state }) => kind === 'sample' && (state === 'running' || state === 'finished'),
      )
      if (there) {
        const notice =
          there.state === 'running'
            ? 'The sample brand is being read already.'
            : 'The sample brand is in already; nothing was read again.'
        return { ...(await present(scope, there)), notice }
      }
      const row: ImportRow = {
        ...newRow(scope, newId<'import'>(scope)),
        kind: 'sample',
        name: 'Tussock Merino',
        state: 'running',
        format: 'the sample brand',
        bytes: 1_000_000,
        startedAt: scope.now,
      }
      await transact(scope, async (scope) => {
        await insertImport(scope, row)
        await audit(scope, 'data.imported', {
          subject: { kind: 'import', id: row.id },
          details: { shape: 'sample' },
        })
      })
      runs.begin(scope, row)
      return present(scope, row)
    },

    /** Whether the sample brand is in, or on its way. */
    async hasSample(scope: Scope): Promise<boolean> {
      return (await listAll(scope)).some(({ kind, state }) => kind === 'sample' && state !== 'cancelled')
    },

    /** Takes the sample brand out again, whole. */
    async removeSample(scope: Scope): Promise<void> {
      const samples = (await listAll(scope)).filter(({ kind }) => kind === 'sample')
      for (const { id } of samples) await runs.stop(id, 'cancel')
      await door.sample.remove(scope)
      await transact(scope, async (scope) => {
        for (const { id } of samples) await deleteImport(scope, id)
        await audit(scope, 'data.removed', { subject: { kind: 'import', id: 'sample' } })
      })
    },

    /** Goes on with what was running when the last process ended. */
    async resume(scope: Scope): Promise<void> {
      for (const row of await listAll(scope))
        if (row.state === 'running' && !runs.isRunning(row.id)) runs.begin(scope, row)
    },

    /** Waits for a run to end: for tests and the command line. */
    settled: runs.settled,

    /** Halts what runs; `resume` goes on with it. */
    stop: runs.pause,
  }
}

/** How a person would have a file read, before anything is stored. */
type ReadingWishes = {
  readonly as?: ImportShape | undefined
  /** The column of times by its name; "" for none. */
  readonly at?: string | undefined
  readonly dates?: DateOrder | undefined
}

const newRow = (scope: Scope, id: string): ImportRow => ({
  id,
  kind: 'file',
  name: '',
  state: 'preview',
  shape: null,
  mapping: null,
  dates: null,
  format: '',
  bytes: 0,
  tally: keptOf(newTally(), 0),
  problem: null,
  createdAt: scope.now,
  startedAt: null,
  finishedAt: null,
})

/** The wish that a column be the time, or that none be; undefined where it stands so already. */
function timesFrom(plan: Plan, at: string | undefined): Record<string, string> | undefined {
  if (at === undefined || plan.foreign) return undefined
  const guessed = guessesOf(plan).find(({ field }) => field === 'at')?.column
  if ((guessed ?? '') === at) return undefined
  return { ...(guessed === undefined ? {} : { [guessed]: '' }), ...(at === '' ? {} : { [at]: 'at' }) }
}

/** A person's choice of columns; what she left as guessed is no wish, so that records of systems we know are still known. */
function wishedOf({ mapping }: ImportRow): Readonly<Record<string, string>> | undefined {
  return mapping && Object.keys(mapping).length > 0 ? mapping : undefined
}

/** A file's name as people see it: no path, no signs that steer a terminal or a page. */
function plainFileName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  return last.replace(/\p{C}/gu, '').trim().slice(0, 200) || 'file'
}
