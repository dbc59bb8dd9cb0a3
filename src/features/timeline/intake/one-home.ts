/** Writing a batch of an ordinary brand: one transaction, in one trip where nothing of it waits for an answer. */
import { homeOfSlot } from '#kit/id.ts'
import { isDouble } from '#platform/faults.ts'
import { together, transact, type Scope } from '#platform/scope.ts'
import { newEntries, newSeen } from '../store/inserts.ts'
import { insertEntries, insertSeen } from '../store/writes.ts'
import { announceStored, announcingStored } from './announced.ts'
import { newcomers, writeCustomers, writePersons } from './customers.ts'
import { isPlain, rememberBatch, type Memory } from './memory.ts'
import { storedAs, type Prepared, type Verdict } from './prepare.ts'

/** In one trip if it may be, else with care. */
export async function writeInOneHome(
  scope: Scope,
  batch: readonly Prepared[],
  backfill: boolean,
  memory: Memory,
): Promise<Map<Prepared, Verdict>> {
  if (memory.doubts > 0) memory.doubts -= 1
  else if (backfill || batch.every((one) => isPlain(one, memory)))
    try {
      if (backfill) await writePeopleFirst(scope, batch, memory)
      return await writeInOneTrip(scope, batch, backfill, memory)
    } catch (error) {
      if (!isDouble(error)) throw error
      memory.doubts = DOUBTED_TURNS
    }
  return writeWithCare(scope, batch, backfill, memory)
}

/**
 * Of history the people come first, in a transaction of their own: held until the entries stand beside them, they keep every other
 * chunk waiting that names one of them, and nearly every chunk of a file does. Broken off between the two, somebody stands without entries until the file is read again.
 */
async function writePeopleFirst(scope: Scope, batch: readonly Prepared[], memory: Memory): Promise<void> {
  if (batch.every((one) => isPlain(one, memory))) return
  await transact(scope, async (scope) => {
    const home = homeOfSlot(scope.workspace, 0)
    await writePersons(scope, batch, await writeCustomers(scope, home, batch, memory), memory)
  })
  rememberBatch(memory, batch)
}

/** Turns that are written with care after one that brought something known: who sends again seldom does it once. */
const DOUBTED_TURNS = 20

/**
 * Takes it that no message is known, as is nearly always so; the key of `intake_seen` refuses the whole where one is. All
 * that is sent holds or nothing does.
 */
async function writeInOneTrip(
  scope: Scope,
  batch: readonly Prepared[],
  backfill: boolean,
  memory: Memory,
): Promise<Map<Prepared, Verdict>> {
  const home = homeOfSlot(scope.workspace, 0)
  const parts = partsOf(batch)
  const rows = parts.flatMap(({ once }) => once.map(({ row }) => row))
  await together(scope, [
    ...newcomers(scope, home, batch, memory),
    ...parts.flatMap(({ source, once }) => {
      const own = once.map(({ row }) => row)
      return [newSeen(scope, home, source, own), newEntries(scope, home, source, own)]
    }),
    ...announcingStored(scope, home, rows, backfill),
  ])
  return new Map(parts.flatMap(({ once }) => once.map((one) => [one, storedAs(one.row)])))
}

function writeWithCare(
  scope: Scope,
  batch: readonly Prepared[],
  backfill: boolean,
  memory: Memory,
): Promise<Map<Prepared, Verdict>> {
  return transact(scope, async (scope) => {
    const [home] = scope.homes
    if (home === undefined) throw new Error('a workspace has a home')
    const customers = await writeCustomers(scope, home, batch, memory)
    const outcomes = new Map<Prepared, Verdict>()
    for (const { source, once } of partsOf(batch)) {
      const rows = once.map(({ row }) => row)
      const unknown = await insertSeen(scope, home, source, rows)
      const fresh = unknown === 'all' ? once : once.filter(({ row }) => unknown.has(row.messageId))
      if (fresh.length === 0) continue
      const written = unknown === 'all' ? rows : fresh.map(({ row }) => row)
      await insertEntries(scope, home, source, written, { areNew: true })
      for (const one of fresh) outcomes.set(one, storedAs(one.row))
    }
    await announceStored(scope, home, [...outcomes.keys()], backfill)
    await writePersons(scope, batch, customers, memory)
    return outcomes
  })
}

/** The batch by source, each message once. */
function partsOf(batch: readonly Prepared[]): { source: string; once: readonly Prepared[] }[] {
  return [...Map.groupBy(batch, ({ row }) => row.source)].map(([source, part]) => {
    const byMessage = new Map<string, Prepared>()
    for (const one of part) if (!byMessage.has(one.row.messageId)) byMessage.set(one.row.messageId, one)
    return { source, once: byMessage.size === part.length ? part : [...byMessage.values()] }
  })
}
