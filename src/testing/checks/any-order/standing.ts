/** All that stands of a workspace, in words that are the same for two workspaces to which the same happened. */
import { hash } from 'node:crypto'
import { distributed } from '#platform/tables.ts'
import type { TestConnection } from '../../global-setup.ts'
import { asked } from '../../asked.ts'

type Row = Readonly<Record<string, unknown>>

/** Tables of which nothing is compared, each with why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  announcement: 'work that is done',
  audit_entry: 'hashes over ids',
  audit_unsealed: 'hashes over ids',
  audit_head: 'hashes over ids',
  voice: 'what she had ordered by then, and who answered, as far as it was known when it was heard',
  voice_cut_day: 'sums of that',
  voice_day: 'sums of each home, and there may be four',
  voice_heard: 'written at intervals',
  complaint: 'gathered at intervals',
  complaint_moment: 'gathered at intervals',
  complaint_story: 'gathered at intervals',
  journey_mark: 'counted at intervals',
  journey_person: 'counted at intervals',
  journey_day: 'counted at intervals',
  journey_total: 'counted at intervals',
  journey_step: 'counted at intervals',
  journey_piece: 'counted at intervals',
}

/**
 * Every row by table, in a set order: ids of customers and entries stand as whose and which they are, other ids and what was
 * written down as the time of writing (after `began`) as nothing.
 */
export async function standingOf(
  connection: TestConnection,
  no: number,
  began: Date,
): Promise<Map<string, string[]>> {
  const rowsOf = async (table: string) =>
    (
      await asked<{ row: Row }>(
        connection,
        `select to_jsonb(t) as row from ${table} t where home >> 12 = ${no}`,
      )
    ).map(({ row }) => row)
  const names = new Map<string, string>()
  for (const { id, identity_kind: kind, identity_value: value } of await rowsOf('customer'))
    names.set(String(id), `<${String(kind)} ${String(value)}>`)
  for (const { id, message_id } of await rowsOf('entry'))
    names.set(String(id), `<entry ${String(message_id)}>`)
  const standing = new Map<string, string[]>()
  for (const table of distributed.filter((name) => !(name in LEFT_OUT)))
    standing.set(table, (await rowsOf(table)).map((row) => inWords(row, names, began)).sort())
  return standing
}

/** One word for all of it. */
export function digestOf(standing: ReadonlyMap<string, readonly string[]>): string {
  return hash('sha256', JSON.stringify([...standing])).slice(0, 16)
}

function inWords({ home: _home, ...row }: Row, names: ReadonlyMap<string, string>, began: Date): string {
  const [from, until] = [began.getTime() - AROUND_MS, Date.now() + AROUND_MS]
  return JSON.stringify(row)
    .replace(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, (id) => names.get(id) ?? '<id>')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g, (time) =>
      Date.parse(time) > from && Date.parse(time) < until ? '<now>' : time,
    )
}

/** What lies so near to the beginning, or between it and now, was written down as the time of writing: nothing that happened does. */
const AROUND_MS = 1_500_000
