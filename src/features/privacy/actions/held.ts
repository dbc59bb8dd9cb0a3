/** Walks what is declared to be kept: what is held of a person, by kind, and a copy of all of it. */
import { csvLine } from '#kit/csv.ts'
import type { CustomerId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { personOf } from '#features/timeline/index.ts'
import { listHoldings, nameOf, type HeldRow, type Holding, type Person } from '#platform/holdings/index.ts'
import { countRows, listRows } from '#platform/holdings/rows.ts'
import { read, type Scope } from '#platform/scope.ts'
import { KINDS_OF_DATA, type Held, type PersonExport, type Receipt } from '../contract.ts'
import { DESCRIBED } from '../rules/kinds.ts'

/** The person behind any of her rows. Refuses `customer_not_found`. */
export async function findPerson(scope: Scope, id: CustomerId): Promise<Person> {
  const person = await read(scope, (scope) => personOf(scope, id))
  if (!person) throw customerNotFound()
  return person
}

export const customerNotFound = () => new Refusal('customer_not_found', 'No such customer here.')

/** How much is held of her, a line for each kind that holds something. */
export async function heldOf(scope: Scope, person: Person): Promise<Held[]> {
  const counts = new Map<string, number>()
  const kept = new Map<string, string>()
  for (const holding of listHoldings()) {
    if ('isUnlisted' in holding && holding.isUnlisted) continue
    const count =
      'table' in holding
        ? await countRows(scope, holding, person)
        : (await holding.list(scope, person)).length
    counts.set(holding.kind, (counts.get(holding.kind) ?? 0) + count)
    if (count > 0 && 'kept' in holding && holding.kept !== undefined) kept.set(holding.kind, holding.kept)
  }
  return KINDS_OF_DATA.flatMap((kind) => {
    const count = counts.get(kind) ?? 0
    const { label, words } = DESCRIBED[kind]
    return count === 0 ? [] : [{ kind, label, words, count, kept: kept.get(kind) ?? null }]
  })
}

/** What came of a request: rows by kind; `elsewhere` is who else holds something of her. */
export function receiptOf(
  { now, actor }: Scope,
  rows: Readonly<Record<string, number>>,
  { at = now, elsewhere = [] }: { at?: Date; elsewhere?: readonly string[] } = {},
): Receipt {
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0)
  return { at: at.toISOString(), by: actor.name, rows: { ...rows }, total, elsewhere: [...elsewhere] }
}

/** Every row that is hers, and none of others. */
export async function copyOf(scope: Scope, person: Person): Promise<PersonExport> {
  const data: PersonExport['data'] = []
  for (const holding of listHoldings()) {
    if ('isUnlisted' in holding && holding.isUnlisted) continue
    const rows = (await rowsOf(scope, holding, person)).map(plain)
    if (rows.length > 0)
      data.push({
        kind: holding.kind,
        label: DESCRIBED[holding.kind].label,
        table: 'table' in holding ? holding.table : nameOf(holding),
        rows,
      })
  }
  return {
    format: 'spoonful.person.1',
    madeAt: scope.now.toISOString(),
    brand: scope.workspace.name,
    person: {
      ids: [...person.ids],
      identities: person.identities.map(({ kind, value }) => ({ kind, value })),
    },
    data,
  }
}

const rowsOf = (scope: Scope, holding: Holding, person: Person): Promise<readonly HeldRow[]> =>
  'table' in holding ? listRows(scope, holding, person) : holding.list(scope, person)

/** A row as JSON can say it: times as ISO, bytes as hexadecimal. */
function plain(row: HeldRow): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Uint8Array
        ? Buffer.from(value).toString('hex')
        : value instanceof Date
          ? value.toISOString()
          : value,
    ]),
  )
}

/** The same as a table: one line for each field of each row. */
export function copyAsCsv({ data }: PersonExport): string {
  const head = csvLine(['kind', 'table', 'row', 'field', 'value'])
  const lines = data.flatMap(({ label, table, rows }) =>
    rows.flatMap((row, i) =>
      Object.entries(row).map(([field, value]) =>
        csvLine([label, table, String(i + 1), field, cellOf(value)]),
      ),
    ),
  )
  return head + lines.join('')
}

const cellOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)
