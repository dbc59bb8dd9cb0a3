/** Imports as people see them: a file arrives, shows how it would be read, runs in the background and goes on after a restart. */
import { createReadStream, createWriteStream } from 'node:fs'
import { appendFile, mkdir, open, rm, stat, statfs, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { bulkRecordEntries, type IncomingEntry } from '#features/timeline/index.ts'
import { isId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { publish } from '#platform/live.ts'
import type { Logger } from '#platform/log.ts'
import { newId, read, transact, type Scope } from '#platform/scope.ts'
import type { ImportShape, ImportStatus, StartImport } from './contract.ts'
import { FIELDS, LABELS, NEEDED } from './fields.ts'
import type { ForeignRecords } from './foreign.ts'
import { guessesOf, lackOf, planImport, previewOf, type Plan } from './plan.ts'
import type { EventRule } from './rows.ts'
import { newTally, runFile, type SetAside, type Tally } from './run.ts'
import { SAMPLE_BYTES } from './sniff.ts'
import { openStart } from './start.ts'
import {
  deleteImport,
  findImport,
  insertImport,
  listImports,
  setEnded,
  setStarted,
  setTally,
  type ImportRow,
  type KeptTally,
} from './store.ts'
import { REASONS } from './unit.ts'

/** What was noticed since an import began; other features know. */
export type NoticedSince = (
  scope: Scope,
  since: Date,
) => Promise<Pick<ImportStatus, 'momentsSoFar' | 'worthALook'>>

/** What the composition root hands in. */
export type ImportsDoor = {
  readonly db: Database
  readonly log: Logger
  readonly clock: () => Date
  /** Where uploaded files lie; made when missing. */
  readonly directory: string
  readonly foreign: readonly ForeignRecords[]
  readonly eventRule: EventRule
  readonly noticedSince: NoticedSince
  /** The made-up brand, and how to take it out again. */
  readonly sample: {
    readonly entries: (until: Date) => Iterable<IncomingEntry>
    /** Before its first entry: people, names. */
    readonly prepare: (scope: Scope) => Promise<void>
    readonly remove: (scope: Scope) => Promise<void>
  }
  /** Largest file, in bytes; 2 GB unless told. */
  readonly largest?: number
  /** Room that must stay free on the disk, in bytes. */
  readonly minFreeBytes?: number
}

export type Imports = ReturnType<typeof openImports>

const LARGEST = 2 * 1024 ** 3
const NOTHING_NOTICED = { momentsSoFar: 0, worthALook: [] }

/** Opens the imports of this process. Call `resume` once per workspace at start and `stop` before the database closes. */
export function openImports(door: ImportsDoor) {
  const running = new Map<string, { stop: 'cancel' | 'pause' | undefined; done: Promise<void> }>()
  const pathOf = (id: string) => join(door.directory, `${id}.file`)
  const asideOf = (id: string) => join(door.directory, `${id}.aside.jsonl`)

  async function planOf(
    scope: Scope,
    row: ImportRow,
    wishes: { as?: ImportShape | undefined; map?: Readonly<Record<string, string>> | undefined },
  ): Promise<Plan> {
    const { zone, currency } = scope.workspace
    const start = await startOf(pathOf(row.id))
    return planImport(start, row.bytes <= start.length, wishes, {
      source: sourceOf(row.name),
      zone,
      currency,
      startedAt: row.startedAt ?? row.createdAt,
      foreign: door.foreign,
    })
  }

  /** Begins in the background. Whatever ends it is written down. */
  function begin(scope: Scope, id: string, work: (check: () => void) => Promise<void>): void {
    const run: { stop: 'cancel' | 'pause' | undefined; done: Promise<void> } = {
      stop: undefined,
      done: Promise.resolve(),
    }
    const check = () => {
      if (run.stop !== undefined) throw new Stopped(run.stop)
    }
    const end = (state: 'finished' | 'failed' | 'cancelled', problem: string | null = null) =>
      transact({ ...scope, now: door.clock() }, async (scope) => {
        await setEnded(scope, id, state, problem)
        await publish(scope, 'import.progressed', { id })
      })
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

  function runBehind(scope: Scope, row: ImportRow): void {
    begin(scope, row.id, async (check) => {
      const plan = await planOf(scope, row, { as: row.shape ?? undefined, map: wishedOf(row) })
      const lack = lackOf(plan)
      if (lack !== undefined) throw new Refusal('field_needed', lack)
      let asideBytes = row.tally.asideBytes
      await truncate(asideOf(row.id), asideBytes).catch(() => {})
      await runFile({
        scope,
        plan,
        bytes: createReadStream(pathOf(row.id), { highWaterMark: 256 * 1024 }),
        eventRule: door.eventRule,
        clock: door.clock,
        resume: tallyOf(row.tally),
        async keep(rows: readonly SetAside[]) {
          if (rows.length === 0) return
          const text = rows.map((one) => `${JSON.stringify(one)}\n`).join('')
          await appendFile(asideOf(row.id), text)
          asideBytes += Buffer.byteLength(text)
        },
        async progress(tally) {
          await transact(scope, async (scope) => {
            await setTally(scope, row.id, keptOf(tally, asideBytes))
            await publish(scope, 'import.progressed', { id: row.id })
          })
          check()
        },
      })
    })
  }

  function sampleBehind(scope: Scope, row: ImportRow): void {
    begin(scope, row.id, async (check) => {
      await door.sample.prepare(scope)
      const entries = [...door.sample.entries(row.createdAt)]
      const tally = newTally()
      const people = new Set<string>()
      // The newest first, so that the queue fills at once.
      entries.reverse()
      for (let at = 0; at < entries.length; at += SAMPLE_CHUNK) {
        const chunk = entries.slice(at, at + SAMPLE_CHUNK)
        const verdicts = await bulkRecordEntries({ ...scope, now: door.clock() }, chunk)
        for (const { identities } of chunk) if (identities[0]) people.add(identities[0].value)
        for (const { outcome } of verdicts) tally[outcome === 'refused' ? 'setAside' : outcome] += 1
        tally.read += chunk.length
        tally.customers = people.size
        tally.bytes = Math.round(((at + chunk.length) / entries.length) * row.bytes)
        await transact(scope, async (scope) => {
          await setTally(scope, row.id, keptOf(tally, 0))
          await publish(scope, 'import.progressed', { id: row.id })
        })
        check()
      }
    })
  }

  async function present(scope: Scope, row: ImportRow, plan?: Plan): Promise<ImportStatus> {
    const { tally } = row
    const noticed = row.startedAt ? await door.noticedSince(scope, row.startedAt) : NOTHING_NOTICED
    const shape = plan?.shape ?? row.shape
    const progress = row.state === 'finished' ? 1 : row.bytes === 0 ? 0 : Math.min(1, tally.bytes / row.bytes)
    const seconds = row.startedAt ? (scope.now.getTime() - row.startedAt.getTime()) / 1_000 : 0
    return {
      id: row.id,
      kind: row.kind,
      name: row.name,
      state: row.state,
      as: shape,
      format: plan?.words ?? row.format,
      // Records of a system we know need no columns.
      columns: plan && !plan.foreign ? guessesOf(plan) : [],
      fields:
        shape && !plan?.foreign
          ? FIELDS[shape].map((field) => ({
              field,
              label: LABELS[field],
              needed: NEEDED[shape].includes(field),
            }))
          : [],
      preview: plan ? previewOf(plan) : [],
      progress,
      secondsLeft:
        row.state === 'running' && progress > 0.02 && seconds > 1
          ? Math.ceil(seconds / progress - seconds)
          : null,
      read: tally.read,
      stored: tally.stored,
      known: tally.known,
      setAside: tally.setAside,
      reasons: Object.entries(tally.reasons)
        .sort((a, b) => b[1] - a[1])
        .slice(0, 10)
        .map(([reason, count]) => ({ reason: REASONS[reason] ?? reason, count })),
      customers: tally.customers,
      ...noticed,
      problem: row.problem,
      startedAt: row.startedAt?.toISOString() ?? null,
      finishedAt: row.finishedAt?.toISOString() ?? null,
    }
  }

  async function find(scope: Scope, id: string): Promise<ImportRow> {
    const row = isId(id) ? await read(scope, (scope) => findImport(scope, id)) : undefined
    if (!row) throw new Refusal('import_not_found', 'There is no such import.')
    return row
  }

  async function stopRun(id: string, how: 'cancel' | 'pause'): Promise<void> {
    const run = running.get(id)
    if (!run) return
    run.stop = how
    await run.done
  }

  return {
    /** Keeps the file and answers how it would be read. Refuses `file_empty`, `too_large`, `disk_full`. */
    async upload(
      scope: Scope,
      name: string,
      body: Readable,
      announced: number | undefined,
    ): Promise<ImportStatus> {
      const id = newId<'import'>(scope)
      await mkdir(door.directory, { recursive: true, mode: 0o700 })
      const largest = door.largest ?? LARGEST
      const room = await roomIn(door.directory, door.minFreeBytes ?? 0)
      if ((announced ?? 0) > largest) throw tooLarge(largest)
      if ((announced ?? 0) > room)
        throw new Refusal(
          'disk_full',
          'There is not enough room on the disk for this file; make room and send it again.',
        )
      try {
        await pipeline(
          body,
          atMost(Math.min(largest, room), largest),
          createWriteStream(pathOf(id), { mode: 0o600 }),
        )
        const { size } = await stat(pathOf(id))
        const row: ImportRow = {
          id,
          kind: 'file',
          name: plainFileName(name),
          state: 'preview',
          shape: null,
          mapping: null,
          format: '',
          bytes: size,
          tally: keptOf(newTally(), 0),
          problem: null,
          createdAt: scope.now,
          startedAt: null,
          finishedAt: null,
        }
        const plan = await planOf(scope, row, {})
        await transact(scope, (scope) =>
          insertImport(scope, { ...row, shape: plan.shape, format: plan.words }),
        )
        return await present(scope, { ...row, shape: plan.shape, format: plan.words }, plan)
      } catch (error) {
        await rm(pathOf(id), { force: true })
        throw error
      }
    },

    async list(scope: Scope): Promise<ImportStatus[]> {
      const rows = await read(scope, (scope) => listImports(scope, 50))
      return Promise.all(rows.map((row) => present(scope, row)))
    },

    /** One import; before it runs with its columns, for another shape if asked. */
    async show(scope: Scope, id: string, as?: ImportShape): Promise<ImportStatus> {
      const row = await find(scope, id)
      const plan =
        row.kind === 'file' && row.state === 'preview'
          ? await planOf(scope, row, { as: as ?? row.shape ?? undefined })
          : undefined
      return present(scope, row, plan)
    },

    /** Begins in the background. Refuses `import_running`, `field_needed`, `column_not_known`, `field_not_known`. */
    async start(scope: Scope, id: string, { as, map }: StartImport): Promise<ImportStatus> {
      const row = await find(scope, id)
      if (row.kind !== 'file')
        throw new Refusal('import_not_found', 'The sample is begun by its own address.')
      const wished = { ...row, startedAt: scope.now, shape: as, mapping: map }
      const plan = await planOf(scope, wished, { as, map: wishedOf(wished) })
      const lack = lackOf(plan)
      if (lack !== undefined) throw new Refusal('field_needed', lack)
      const began = await transact(scope, (scope) =>
        setStarted(scope, id, { shape: as, mapping: map, format: plan.words }),
      )
      if (!began) throw new Refusal('import_running', 'This import is running or done.')
      const current = await find(scope, id)
      runBehind(scope, { ...current, tally: keptOf(newTally(), 0) })
      return present(scope, current)
    },

    /** Stops a running import; removes any other from the list with its file. What it stored stays. */
    async remove(scope: Scope, id: string): Promise<void> {
      const row = await find(scope, id)
      if (row.state === 'running') {
        if (running.has(id)) return stopRun(id, 'cancel')
        await transact(scope, (scope) => setEnded(scope, id, 'cancelled', null))
        return
      }
      await transact(scope, (scope) => deleteImport(scope, id))
      await Promise.all([rm(pathOf(id), { force: true }), rm(asideOf(id), { force: true })])
    },

    /** The first lines that were set aside after a line, at most `limit`. */
    async listSetAside(
      scope: Scope,
      id: string,
      { after, limit }: { after: number; limit: number },
    ): Promise<{ line: number; reason: string; text: string }[]> {
      await find(scope, id)
      return listAside(asideOf(id), after, limit)
    },

    /** All lines set aside, as they are kept: JSON lines. Undefined where none were. */
    async downloadSetAside(scope: Scope, id: string): Promise<Readable | undefined> {
      const { tally } = await find(scope, id)
      return tally.setAside > 0 ? createReadStream(asideOf(id)) : undefined
    },

    /** Fills the sample brand in the background; while it runs, answers the run. */
    async startSample(scope: Scope): Promise<ImportStatus> {
      const rows = await read(scope, (scope) => listImports(scope, 50))
      const open = rows.find(({ kind, state }) => kind === 'sample' && state === 'running')
      if (open) return present(scope, open)
      const row: ImportRow = {
        id: newId<'import'>(scope),
        kind: 'sample',
        name: 'Tussock Merino',
        state: 'running',
        shape: null,
        mapping: null,
        format: 'the sample brand',
        bytes: 1_000_000,
        tally: keptOf(newTally(), 0),
        problem: null,
        createdAt: scope.now,
        startedAt: scope.now,
        finishedAt: null,
      }
      await transact(scope, (scope) => insertImport(scope, row))
      sampleBehind(scope, row)
      return present(scope, row)
    },

    /** Whether the sample brand is in, or on its way. */
    async hasSample(scope: Scope): Promise<boolean> {
      const rows = await read(scope, (scope) => listImports(scope, 50))
      return rows.some(({ kind, state }) => kind === 'sample' && state !== 'cancelled')
    },

    /** Takes the sample brand out again, whole. */
    async removeSample(scope: Scope): Promise<void> {
      const samples = (await read(scope, (scope) => listImports(scope, 50))).filter(
        ({ kind }) => kind === 'sample',
      )
      for (const { id } of samples) await stopRun(id, 'cancel')
      await door.sample.remove(scope)
      for (const { id } of samples) await transact(scope, (scope) => deleteImport(scope, id))
    },

    /** Goes on with what was running when the last process ended. */
    async resume(scope: Scope): Promise<void> {
      const rows = await read(scope, (scope) => listImports(scope, 50))
      for (const row of rows)
        if (row.state === 'running' && !running.has(row.id))
          (row.kind === 'file' ? runBehind : sampleBehind)(scope, row)
    },

    /** Waits for a run to end: for tests and the command line. */
    async settled(id: string): Promise<void> {
      await running.get(id)?.done
    },

    /** Halts what runs; `resume` goes on with it. */
    async stop(): Promise<void> {
      await Promise.all([...running.keys()].map((id) => stopRun(id, 'pause')))
    },
  }
}

const SAMPLE_CHUNK = 2_000

class Stopped extends Error {
  readonly how: 'cancel' | 'pause'
  constructor(how: 'cancel' | 'pause') {
    super(`stopped: ${how}`)
    this.how = how
  }
}

/** A person's choice of columns; what she left as guessed is no wish, so that records of systems we know are still known. */
function wishedOf({ mapping }: ImportRow): Readonly<Record<string, string>> | undefined {
  return mapping && Object.keys(mapping).length > 0 ? mapping : undefined
}

function sourceOf(name: string): string {
  return `csv:${name.replace(/\.[a-z0-9]+$/i, '').slice(0, 80)}`
}

/** A file's name as people see it: no path, no signs that steer a terminal or a page. */
function plainFileName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  return last.replace(/\p{C}/gu, '').trim().slice(0, 200) || 'file'
}

async function startOf(path: string): Promise<Uint8Array> {
  const file = await open(path).catch(() => undefined)
  if (!file) throw new Refusal('import_not_found', 'The file is no longer here; send it again.')
  try {
    const { start } = await openStart(file.createReadStream({ autoClose: false, end: SAMPLE_BYTES - 1 }))
    return start
  } finally {
    await file.close()
  }
}

async function roomIn(directory: string, minFreeBytes: number): Promise<number> {
  const { bavail, bsize } = await statfs(directory)
  return Math.max(0, bavail * bsize - minFreeBytes)
}

const tooLarge = (largest: number) =>
  new Refusal(
    'too_large',
    `The file is larger than ${Math.floor(largest / 1024 ** 2)} MB; cut it, or use “spoonful import”.`,
  )

/** Passes on so many bytes and throws at the next. */
function atMost(limit: number, largest: number) {
  return async function* (source: AsyncIterable<Buffer>) {
    let size = 0
    for await (const chunk of source) {
      size += chunk.length
      if (size > limit)
        throw limit === largest
          ? tooLarge(largest)
          : new Refusal('disk_full', 'There is not enough room on the disk for this file.')
      yield chunk
    }
  }
}

function keptOf(tally: Tally, asideBytes: number): KeptTally {
  return { ...tally, reasons: Object.fromEntries(tally.reasons), asideBytes }
}

function tallyOf(kept: KeptTally): Tally {
  const { asideBytes: _asideBytes, reasons, ...rest } = kept
  return { ...rest, reasons: new Map(Object.entries(reasons)) }
}

async function listAside(path: string, after: number, limit: number) {
  const file = await open(path).catch(() => undefined)
  if (!file) return []
  const rows: { line: number; reason: string; text: string }[] = []
  try {
    for await (const text of file.readLines()) {
      const { line, message, raw } = JSON.parse(text) as SetAside
      if (line > after) rows.push({ line, reason: message, text: raw.slice(0, 500) })
      if (rows.length >= limit) break
    }
  } finally {
    await file.close().catch(() => {})
  }
  return rows
}
