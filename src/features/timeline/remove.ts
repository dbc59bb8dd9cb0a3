/** Takes a source's entries out again, with the customers that only it knew. For the sample brand; a person's own rights come with the privacy desk. */
import { announce } from '#platform/announcements.ts'
import { transact, type Scope } from '#platform/scope.ts'
import { homesOf, type CustomerId } from '#kit/id.ts'
import { forgetKnown } from './intake.ts'
import { personRows } from './persons.ts'
import {
  deleteConversationsOf,
  deleteCustomers,
  deleteEntriesOf,
  deleteSeenOf,
  listCustomersOf,
  listWithEntries,
  renameEntriesOf,
  renameOthersOf,
} from './store/removal.ts'

/** Entries taken out in one transaction. */
const AT_ONCE = 5_000
const CUSTOMERS_AT_ONCE = 500

/**
 * Removes everything a source has told, and every customer nobody else has told anything of. Announces `timeline.removed`
 * with the customers concerned. Bears being broken off and run again.
 */
export async function removeSource(scope: Scope, source: string): Promise<void> {
  const concerned = await transact(scope, (scope) => listCustomersOf(scope, source))
  for (const home of new Set(concerned.map((one) => one.home))) {
    while ((await transact(scope, (scope) => deleteEntriesOf(scope, home, source, AT_ONCE))) > 0);
  }
  await transact(scope, async (scope) => {
    for (const home of scope.homes) {
      await deleteSeenOf(scope, home, source)
      await deleteConversationsOf(scope, home, source)
    }
  })
  for (let i = 0; i < concerned.length; i += CUSTOMERS_AT_ONCE)
    await removeCustomersLeftBare(
      scope,
      concerned.slice(i, i + CUSTOMERS_AT_ONCE).map(({ id }) => id),
    )
  forgetKnown(scope)
}

/**
 * Calls a source otherwise, wherever it stands: its name told of somebody who is gone. What it had sent is no longer known under the old
 * name, so a file of that name that is read again is stored again. Bears being broken off and run again.
 */
export async function renameSource(scope: Scope, from: string, to: string): Promise<void> {
  for (const home of homesOf(scope.workspace)) {
    while ((await transact(scope, (scope) => renameEntriesOf(scope, home, { from, to }, AT_ONCE))) > 0);
    await transact(scope, async (scope) => {
      await renameOthersOf(scope, home, { from, to })
      await deleteSeenOf(scope, home, from)
    })
  }
  forgetKnown(scope)
}

/** Customers without an entry under any row of their person go; the others stay as they are. */
async function removeCustomersLeftBare(scope: Scope, ids: readonly CustomerId[]): Promise<void> {
  await transact(scope, async (scope) => {
    const persons = await personRows(scope, ids)
    const rows = [...persons.values()].flat()
    const alive = new Set(
      await listWithEntries(
        scope,
        rows.map(({ id }) => id),
      ),
    )
    const bare = [...persons.values()].filter((members) => !members.some(({ id }) => alive.has(id))).flat()
    for (const [home, part] of Map.groupBy(bare, (row) => row.home)) {
      await deleteCustomers(
        scope,
        home,
        part.map(({ id }) => id),
      )
      await announce(scope, home, 'timeline.removed', { customers: part.map(({ id }) => id) })
    }
  })
}
