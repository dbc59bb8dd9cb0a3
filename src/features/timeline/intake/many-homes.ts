/** Writing a batch of a giant brand: one transaction for each home. */
import { homeOfSlot, type CustomerId, type EntryId } from '#kit/id.ts'
import { transact, type Scope, type Workspace } from '#platform/scope.ts'
import { entryIdOf, seenSlotOf } from '../ids.ts'
import type { EntryRow } from '../store/inserts.ts'
import { insertEntries, insertSeen, listSeen } from '../store/writes.ts'
import { announceStored } from './announced.ts'
import { writeCustomers, writePersons } from './customers.ts'
import type { Memory } from './memory.ts'
import { storedAs, type Prepared, type Verdict } from './prepare.ts'

/**
 * The memory of a message is written first, with its time; its entry second, under
 * that time, by whoever comes: so a crash between the two is mended by the sender's retry.
 */
export async function writeInManyHomes(
  scope: Scope,
  batch: readonly Prepared[],
  backfill: boolean,
  memory: Memory,
): Promise<Map<Prepared, Verdict>> {
  const times = new Map<string, Date>()
  for (const [home, part] of Map.groupBy(batch, ({ row }) => seenHomeOf(scope.workspace, row)))
    await transact(scope, async (scope) => {
      const rows = [...new Map(part.map((one) => [keyOf(one), one.row])).values()]
      for (const [source, ofSource] of Map.groupBy(rows, ({ source }) => source))
        await insertSeen(scope, home, source, ofSource)
      for (const [key, at] of await listSeen(scope, home, rows)) times.set(key, at)
    })

  const outcomes = new Map<Prepared, Verdict>()
  const described: CustomerId[] = []
  const everyone = batch.flatMap(({ others }) => others)
  const homes = new Set([...batch.map(({ row }) => row.home), ...everyone.map(({ home }) => home)])
  for (const home of [...homes].sort((a, b) => a - b))
    await transact(scope, async (scope) => {
      const part = batch.filter(({ row }) => row.home === home)
      described.push(...(await writeCustomers(scope, home, batch, memory)).described)
      const rows = new Map<EntryId, { one: Prepared; row: EntryRow }>()
      for (const one of part) {
        const at = times.get(keyOf(one)) ?? one.row.at
        const id = entryIdOf(one.row.source, one.row.messageId, at, one.row.customerId)
        if (!rows.has(id)) rows.set(id, { one, row: { ...one.row, at, id } })
      }
      const written: { one: Prepared; row: EntryRow }[] = []
      for (const [source, ofSource] of Map.groupBy(rows.values(), ({ row }) => row.source)) {
        const list = ofSource.map(({ row }) => row)
        const stored = await insertEntries(scope, home, source, list, { areNew: false })
        written.push(...ofSource.filter(({ row }) => stored === 'all' || stored.has(row.id)))
      }
      for (const { one, row } of written) outcomes.set(one, storedAs(row))
      await announceStored(
        scope,
        home,
        written.map(({ one, row }) => ({ ...one, row })),
        backfill,
      )
    })
  await transact(scope, (scope) => writePersons(scope, batch, { made: new Set(), described }, memory))
  return outcomes
}

/** The memory of a message lives where the message says, not the customer (SCALE.md S5). */
const seenHomeOf = (workspace: Workspace, { source, messageId }: EntryRow) =>
  homeOfSlot(workspace, seenSlotOf(source, messageId))
const keyOf = ({ row }: Prepared) => `${row.source}\n${row.messageId}`
