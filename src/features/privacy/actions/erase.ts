/** Erasure: everything that names a person goes, from every table and file; and again from a backup that was brought back. */
import { homeOf, type CustomerId } from '#kit/id.ts'
import { buryPerson, forgetKnown, listBuried, personOf } from '#features/timeline/index.ts'
import { audit } from '#platform/audit/index.ts'
import { listHoldings, type Holding, type Person, type TableHolding } from '#platform/holdings/index.ts'
import { countRows, deleteRows } from '#platform/holdings/rows.ts'
import { forgetAnswers } from '#platform/idempotency.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import type { Receipt } from '../contract.ts'
import { ELSEWHERE_HELD } from '../rules/kinds.ts'
import { customerNotFound, receiptOf } from './held.ts'

/** Rounds of taking out: what was on its way while the first ran is gone with the second. */
const ROUNDS = 2

/**
 * Erases a person for good; answers what went. From its first statement on, late news of her is not taken in. Broken off anywhere and
 * run again it comes to the same end. Refuses `customer_not_found`, `import_running`.
 */
export async function erasePerson(scope: Scope, id: CustomerId, by: 'desk' | 'cli'): Promise<Receipt> {
  const person = await read(scope, (scope) => personOf(scope, id))
  if (!person) return receiptOf(scope, {}, { at: await whenBuried(scope, id), elsewhere: ELSEWHERE_HELD })
  const rows = await takeOut(scope, person, scope.now)
  for (const holding of whoSheIs()) await count(rows, holding, countRows(scope, holding, person))
  const receipt = receiptOf(scope, rows, { elsewhere: ELSEWHERE_HELD })
  // Before she herself goes: once she is gone nobody would come to write it.
  await transact(scope, (scope) =>
    audit(scope, 'customer.erased', {
      subject: { kind: 'customer', id: person.id },
      details: { rows: receipt.total, files: rows['files'] ?? 0, by },
      near: person.id,
    }),
  )
  await takeHerselfOut(scope, person, id)
  return receipt
}

/** When somebody who is not here was erased. Refuses `customer_not_found` where she was never. */
async function whenBuried(scope: Scope, id: CustomerId): Promise<Date> {
  const buried = (await listBuried(scope)).find(({ customerId }) => customerId === id)
  if (!buried) throw customerNotFound()
  return buried.erasedAt
}

/** All but who she is. Files first: what refuses, refuses before anything is gone. */
async function takeOut(scope: Scope, person: Person, erasedAt: Date): Promise<Record<string, number>> {
  const gone: Record<string, number> = {}
  const holdings = listHoldings().filter((holding) => !isWho(holding))
  const files = holdings.filter(({ kind }) => kind === 'files')
  const rest = holdings.filter(({ kind }) => kind !== 'files')
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const holding of [...files, ...rest]) {
      if (holding === rest[0] && round === 0) await buryPerson(scope, person.ids, erasedAt)
      await count(gone, holding, takeOutOne(scope, holding, person))
    }
  }
  await forgetAnswers(scope)
  return gone
}

/** The rows by which all else was found, the one she was asked for by at the very end. */
async function takeHerselfOut(scope: Scope, person: Person, id: CustomerId): Promise<void> {
  const last = homeOf(scope.workspace, id)
  const homes = [...person.homes.filter((home) => home !== last), last]
  for (const holding of whoSheIs()) await deleteRows(scope, holding, { ...person, homes })
  forgetKnown(scope)
}

const isWho = (holding: Holding): holding is TableHolding => 'isLast' in holding && holding.isLast === true
const whoSheIs = () => listHoldings().filter(isWho)

async function count(gone: Record<string, number>, { kind }: Holding, rows: Promise<number>): Promise<void> {
  const number = await rows
  if (number > 0) gone[kind] = (gone[kind] ?? 0) + number
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
      await takeHerselfOut(scope, person, customer)
      erased += 1
    }
    await buryPerson(scope, [customer], at)
  }
  await transact(scope, (scope) => audit(scope, 'backup.restored', { details: { erasures: lines.length } }))
  return { listed: lines.length, erased }
}
