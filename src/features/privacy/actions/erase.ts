/** Erasure: everything that names a person goes, from every table and file; and again from a backup that was brought back. */
import type { CustomerId } from '#kit/id.ts'
import { buryPerson, forgetKnown, listBuried, personOf } from '#features/timeline/index.ts'
import { audit } from '#platform/audit/index.ts'
import { listHoldings, type Holding, type Person } from '#platform/holdings/index.ts'
import { deleteRows } from '#platform/holdings/rows.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import type { Receipt } from '../contract.ts'
import { ELSEWHERE_HELD } from '../rules/kinds.ts'
import { findPerson } from './held.ts'

/** Rounds of taking out: what was on its way while the first ran is gone with the second. */
const ROUNDS = 2

/**
 * Erases a person for good; answers what went. From its first statement on, late news of her is not taken in. Bears being
 * broken off and run again. Refuses `customer_not_found`, `import_running`.
 */
export async function erasePerson(scope: Scope, id: CustomerId, by: 'desk' | 'cli'): Promise<Receipt> {
  const person = await findPerson(scope, id)
  const rows = await takeOut(scope, person, scope.now)
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0)
  await transact(scope, (scope) =>
    audit(scope, 'customer.erased', {
      subject: { kind: 'customer', id: person.id },
      details: { rows: total, files: rows['files'] ?? 0, by },
      near: person.id,
    }),
  )
  return {
    at: scope.now.toISOString(),
    by: scope.actor.name,
    rows,
    total,
    elsewhere: [...ELSEWHERE_HELD],
  }
}

/** Files first: what refuses, refuses before anything is gone. */
async function takeOut(scope: Scope, person: Person, erasedAt: Date): Promise<Record<string, number>> {
  const gone: Record<string, number> = {}
  const holdings = listHoldings()
  const files = holdings.filter(({ kind }) => kind === 'files')
  const rest = holdings.filter(({ kind }) => kind !== 'files')
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const holding of [...files, ...rest]) {
      if (holding === rest[0] && round === 0) await buryPerson(scope, person.ids, erasedAt)
      const count = await takeOutOne(scope, holding, person)
      if (count > 0) gone[holding.kind] = (gone[holding.kind] ?? 0) + count
    }
  }
  forgetKnown(scope)
  return gone
}

async function takeOutOne(scope: Scope, holding: Holding, person: Person): Promise<number> {
  if (!('table' in holding)) return holding.erase(scope, person)
  const staysHere = holding.kept !== undefined || holding.takenOutBy !== undefined
  return staysHere ? 0 : deleteRows(scope, holding, person)
}

/** Who was erased, for keeping beside the database: a line of JSON for each row of a person, the oldest first. Hashes and times. */
export async function listErasures(scope: Scope): Promise<string> {
  const buried = await listBuried(scope)
  return buried
    .map(({ customerId, erasedAt }) =>
      JSON.stringify({
        workspace: scope.workspace.id,
        customer: customerId,
        erasedAt: erasedAt.toISOString(),
      }),
    )
    .map((line) => `${line}\n`)
    .join('')
}

/**
 * After a backup was brought back: erases again everybody on the list, and keeps late news of them out. `list` is what
 * `listErasures` gave; lines of other workspaces are passed over. Who had been erased before the backup was made is left alone.
 * Bears being run again. Answers how many were listed, and of how many something was there.
 */
export async function replayErasures(
  scope: Scope,
  list: string,
): Promise<{ listed: number; erased: number }> {
  const lines = list
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as { workspace: string; customer: CustomerId; erasedAt: string })
    .filter(({ workspace }) => workspace === scope.workspace.id)
  const known = new Map((await listBuried(scope)).map((one) => [one.customerId, one.erasedAt]))
  let erased = 0
  for (const { customer, erasedAt } of lines) {
    const at = new Date(erasedAt)
    // The backup was made after she was erased: what it holds of her is a new beginning.
    if ((known.get(customer) ?? new Date(0)) >= at) continue
    const person = await read(scope, (scope) => personOf(scope, customer))
    if (person) {
      await takeOut(scope, person, at)
      erased += 1
    }
    await buryPerson(scope, [customer], at)
  }
  await transact(scope, (scope) => audit(scope, 'backup.restored', { details: { erasures: lines.length } }))
  return { listed: lines.length, erased }
}
