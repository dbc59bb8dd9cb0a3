/** Keeps the journey's sums: who was heard of is marked, and counted anew soon after. Doing it twice changes nothing. */
import { z } from 'zod'
import { homeOf, type CustomerId, type EntryId, type Home } from '#kit/id.ts'
import { DAY_MS } from '#kit/time.ts'
import { declarationOf, listMomentRecords } from '#features/moments/index.ts'
import { canonicalIds, historiesOf, readRecorded } from '#features/timeline/index.ts'
import { ENTRY_KINDS } from '#features/timeline/contract.ts'
import type { Person } from '#platform/holdings/index.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import {
  CELL_FIELDS,
  counterOf,
  countPerson,
  type Cell,
  type Counter,
  type NoticedInEntry,
} from '../rules/counting.ts'
import {
  addToDays,
  addToSteps,
  addToTotals,
  deleteCounts,
  deleteMarks,
  deletePieces,
  insertPieces,
  listCounts,
  listMarks,
  lockCounting,
  markCustomers,
  markEverybody,
  setCounts,
  type Mark,
  type StoredCount,
  type StoredPiece,
} from '../store/counting.ts'
import { touchpointsIn } from './known.ts'

const Joined = z.object({ persons: z.array(z.object({ members: z.array(z.string()) })) })
const Customers = z.object({ customers: z.array(z.string()) })

/** Persons counted in one transaction. */
const AT_ONCE = 100
/** Beyond this many entries of one identity its oldest are left out: a robot, not a customer. */
const ENTRIES_EACH = 5_000
const MOMENTS = 50_000

/** The subscriber of `timeline.recorded` and `timeline.glimpsed`. */
export function markRecorded(scope: Scope, bodies: readonly unknown[]): Promise<void> {
  const { refs } = readRecorded(scope.workspace, bodies)
  return mark(
    scope,
    refs.map(({ customerId }) => customerId),
  )
}

/** The subscriber of `timeline.customersJoined`: persons that were joined or taken apart. */
export function markJoined(scope: Scope, body: unknown): Promise<void> {
  return mark(scope, Joined.parse(body).persons.flatMap(({ members }) => members) as CustomerId[])
}

/** The subscriber of `timeline.removed` and `moments.changed`. */
export function markChanged(scope: Scope, body: unknown): Promise<void> {
  return mark(scope, Customers.parse(body).customers as CustomerId[])
}

/** Marks everybody: a touchpoint's rule was changed. */
export async function countAnew(scope: Scope): Promise<void> {
  const homes = await read(scope, (scope) => Promise.resolve<readonly Home[]>(scope.homes))
  for (const home of homes) await transact(scope, (scope) => markEverybody(scope, home))
}

/** The sweep: counts everybody who is marked. */
export async function countMarked(scope: Scope): Promise<void> {
  const homes = await read(scope, (scope) => Promise.resolve<readonly Home[]>(scope.homes))
  // Nobody is marked most of the time: then the touchpoints are not read.
  let counter: Counter | undefined
  for (const home of homes)
    for (;;) {
      const marks = await read(scope, (scope) => listMarks(scope, home, AT_ONCE))
      if (marks.length === 0) break
      const ready = (counter ??= counterOf(await read(scope, touchpointsIn), scope.workspace.zone))
      await markOwners(scope, home, marks)
      await transact(scope, (scope) => countHome(scope, home, marks, ready))
    }
}

/** Takes a person's part out of the sums, with what was counted of her; answers how many rows of hers there were. */
export async function uncount(scope: Scope, { ids }: Pick<Person, 'ids'>): Promise<number> {
  let rows = 0
  for (const [home, part] of Map.groupBy(ids, (id) => homeOf(scope.workspace, id)))
    rows += await transact(scope, async (scope) => {
      await lockCounting(scope, home)
      await moveSums(scope, home, part, new Map())
      return (await deletePieces(scope, home, part)) + (await deleteCounts(scope, home, part))
    })
  return rows
}

async function mark(scope: Scope, ids: readonly CustomerId[]): Promise<void> {
  for (const [home, part] of Map.groupBy(ids, (id) => homeOf(scope.workspace, id)))
    await transact(scope, (scope) => markCustomers(scope, home, part))
}

/** A row that was folded into a person of another home: the person is counted there. */
async function markOwners(scope: Scope, home: Home, marks: readonly Mark[]): Promise<void> {
  const canonical = await read(scope, (scope) =>
    canonicalIds(
      scope,
      marks.map(({ customerId }) => customerId),
    ),
  )
  await mark(
    scope,
    [...canonical.values()].filter((id) => homeOf(scope.workspace, id) !== home),
  )
}

async function countHome(
  scope: TxScope,
  home: Home,
  marks: readonly Mark[],
  counter: Counter,
): Promise<void> {
  await lockCounting(scope, home)
  const asked = marks.map(({ customerId }) => customerId)
  const canonical = await canonicalIds(scope, asked)
  const persons = [...new Set(canonical.values())].filter((id) => homeOf(scope.workspace, id) === home)
  // Rows that stand for nobody any more are counted as nothing.
  const touched = [...new Set([...asked, ...persons])]
  const after = await countPersons(scope, persons, counter)

  await moveSums(scope, home, touched, after.counts)
  await deletePieces(scope, home, touched)
  if (after.pieces.length > 0) await insertPieces(scope, home, after.pieces)
  const gone = touched.filter((id) => !after.counts.has(id))
  if (gone.length > 0) await deleteCounts(scope, home, gone)
  if (after.counts.size > 0) await setCounts(scope, home, [...after.counts.values()])
  await deleteMarks(scope, home, marks)
}

/** Moves the sums by the difference between what was counted of these customers and what is counted now. */
async function moveSums(
  scope: TxScope,
  home: Home,
  touched: readonly CustomerId[],
  after: ReadonlyMap<CustomerId, StoredCount>,
): Promise<void> {
  const before = new Map((await listCounts(scope, home, touched)).map((count) => [count.customerId, count]))
  const days = new Map<string, Cell>()
  const steps = new Map<string, number>()
  for (const id of touched) {
    addCells(days, before.get(id)?.cells ?? {}, -1)
    addCells(days, after.get(id)?.cells ?? {}, 1)
    addSteps(steps, before.get(id)?.steps ?? {}, -1)
    addSteps(steps, after.get(id)?.steps ?? {}, 1)
  }
  for (const [key, cell] of days) if (cell.every((number) => number === 0)) days.delete(key)
  for (const [key, times] of steps) if (times === 0) steps.delete(key)
  if (days.size > 0) {
    await addToDays(scope, home, days)
    await addToTotals(scope, home, totalsOf(days))
  }
  if (steps.size > 0) await addToSteps(scope, home, steps)
}

async function countPersons(
  scope: TxScope,
  persons: readonly CustomerId[],
  counter: Counter,
): Promise<{ counts: Map<CustomerId, StoredCount>; pieces: StoredPiece[] }> {
  const counts = new Map<CustomerId, StoredCount>()
  const pieces: StoredPiece[] = []
  if (persons.length === 0) return { counts, pieces }
  const histories = await historiesOf(scope, persons, {
    until: new Date(scope.now.getTime() + 2 * DAY_MS),
    kinds: ENTRY_KINDS,
    limitEach: ENTRIES_EACH,
  })
  const rows = [...new Set([...histories.values()].flat().map(({ customerId }) => customerId))]
  const noticed = await noticedOf(scope, rows)
  for (const [customerId, entries] of histories) {
    const count = countPerson(entries, noticed, counter)
    counts.set(customerId, { customerId, cells: count.cells, steps: count.steps })
    pieces.push(...count.pieces.map((piece) => ({ ...piece, customerId })))
  }
  return { counts, pieces }
}

/** What was noticed in each entry, without what people said was no moment. */
async function noticedOf(scope: TxScope, rows: readonly CustomerId[]): Promise<Map<EntryId, NoticedInEntry>> {
  if (rows.length === 0) return new Map()
  const moments = await listMomentRecords(scope, { customerIds: rows }, { limit: MOMENTS })
  return new Map(
    moments
      .filter(({ entryId, state }) => entryId !== null && state !== 'dismissed')
      .map(({ id, entryId, signs }) => [
        entryId as EntryId,
        {
          momentId: id,
          kinds: signs.map(({ kind }) => kind),
          weight: Math.max(0, ...signs.map(({ kind, own }) => declarationOf(kind, own).weight)),
        },
      ]),
  )
}

function addCells(sum: Map<string, Cell>, cells: Readonly<Record<string, Cell>>, sign: 1 | -1): void {
  for (const [key, cell] of Object.entries(cells)) {
    const known = sum.get(key) ?? CELL_FIELDS.map(() => 0)
    sum.set(
      key,
      known.map((number, index) => number + sign * (cell[index] ?? 0)),
    )
  }
}

/** The same without the category, which is the last part of a key. */
function totalsOf(days: ReadonlyMap<string, Cell>): Map<string, Cell> {
  const totals = new Map<string, Cell>()
  for (const [key, cell] of days) addCells(totals, { [key.slice(0, key.lastIndexOf('|'))]: cell }, 1)
  return totals
}

function addSteps(sum: Map<string, number>, steps: Readonly<Record<string, number>>, sign: 1 | -1): void {
  for (const [key, times] of Object.entries(steps)) sum.set(key, (sum.get(key) ?? 0) + sign * times)
}
