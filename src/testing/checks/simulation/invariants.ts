/** The twelve things that hold whatever happens (SAFETY.md G1), asked of the database at the end of a run; the ledger after each gift. */
import { expect } from 'vitest'
import { recordEntries } from '#features/timeline/index.ts'
import { sql } from '#platform/database.ts'
import { read, type Scope } from '#platform/scope.ts'
import { distributed } from '#platform/tables.ts'
import { testDatabase } from '#testing/database.ts'
import { asked } from '#testing/asked.ts'
import { aWorkspace } from '#testing/workspace.ts'
import { emailOf, PEOPLE, type World } from './world.ts'

const ask = <T = unknown>(scope: Scope, query: ReturnType<typeof sql<T>>): Promise<T[]> =>
  read(scope, ({ db }) => db.many<T>(query))
const homesIn = ({ workspace }: Scope) =>
  Array.from({ length: workspace.slices }, (_, i) => workspace.no * 4096 + i)

/** Append-only, and within the limits. */
export async function checkLedger(w: World): Promise<void> {
  const rows = await ask<{ line: string }>(
    w.scope,
    sql`select g::text as line from courtesy_grant g where home = any(${homesIn(w.scope)}::bigint[]) order by at, id limit 1000`,
  )
  const ledger = rows.map(({ line }) => line)
  expect(
    ledger.filter((line) => w.ledger.includes(line)).length,
    '5: a row of the ledger changed or went',
  ).toBe(w.ledger.length)
  w.ledger = ledger
  const over = await ask(
    w.scope,
    sql`select holder from budget_use where home = any(${homesIn(w.scope)}::bigint[]) and used_minor > limit_minor limit 10`,
  )
  expect(over, '6: more was spent than the limit').toEqual([])
}

/** None came before its time, by the world’s clock. */
export async function checkReminders({ scope, clock }: World): Promise<void> {
  const early = await ask(
    scope,
    sql`select id from promise where home = any(${homesIn(scope)}::bigint[])
      and ((broken_raised_at is not null and due_at > ${clock}) or (risk_raised_at is not null and risk_at > ${clock})) limit 10`,
  )
  expect(early, '9: a reminder came early').toEqual([])
}

/** All twelve. Answers how many were asked. */
export async function checkAll(w: World): Promise<number> {
  const { scope } = w
  const homes = homesIn(scope)
  await checkLedger(w)
  const sums = await ask<{ used: number; given: number }>(
    scope,
    sql`select (select coalesce(sum(used_minor), 0)::bigint from budget_use where home = any(${homes}::bigint[]) and starts_with(holder, 'agent:')) as used,
      (select coalesce(sum(amount_minor), 0)::bigint from courtesy_grant where home = any(${homes}::bigint[])) as given`,
  )
  expect(sums[0]?.used, '6: what is used up is what stands in the ledger').toBe(sums[0]?.given)

  const entries = await ask<{
    messageId: string
    customerId: string
    kind: string
    at: Date
    body: string | null
  }>(
    scope,
    sql`select message_id, customer_id, kind, at, body from entry where home = any(${homes}::bigint[]) and source = 'simulation' order by at, message_id limit 1000`,
  )
  const ids = entries.map(({ messageId }) => messageId)
  expect(
    [...w.acked.keys()].filter((id) => !ids.includes(id)),
    '1: what was acknowledged is missing',
  ).toEqual([])
  expect(new Set(ids).size, '2: a message stands twice').toBe(ids.length)
  expect(
    ids.filter((id) => !w.acked.has(id)),
    '11: a row of somebody erased came back',
  ).toEqual([])
  expect(await inOtherOrder(w), '3: another order gives another timeline').toEqual(
    entries.map(({ messageId, kind, at, body }) => [messageId, kind, at.toISOString(), body]),
  )

  const signs = await ask<{ quote: string; body: string | null }>(
    scope,
    sql`select s ->> 'quote' as quote, e.body from moment m, jsonb_array_elements(m.signs) s, entry e
      where m.home = any(${homes}::bigint[]) and e.home = m.home and e.customer_id = m.customer_id and e.at = m.entry_at and e.id = m.entry_id and s ->> 'quote' is not null limit 1000`,
  )
  expect(
    signs.filter(({ quote, body }) => !body?.includes(quote)),
    '4: a quote is not in its message',
  ).toEqual([])

  await checkReminders(w)
  const both = await ask(
    scope,
    sql`select id from promise where home = any(${homes}::bigint[]) and ((standing = 'kept' and (kept_at is null or kept_at > due_at)) or (standing = 'broken' and kept_at <= due_at)) limit 10`,
  )
  expect(both, '7: a promise is both kept and broken').toEqual([])
  const told = await ask<{ name: string; id: string; count: number }>(
    scope,
    sql`select name, i.id, count(*)::int as count from announcement a, jsonb_array_elements_text(a.body -> 'ids') i (id)
      where a.home = any(${homes}::bigint[]) and subscriber = 'simulation' group by name, i.id limit 1000`,
  )
  expect(
    told.filter(({ count }) => count > 1),
    '8: a reminder came twice',
  ).toEqual([])

  for (const one of w.sent) {
    const who = PEOPLE.find((who) => emailOf(who) === one.who) ?? -1
    expect(w.erasedAt.get(who) ?? one.at, `10: sent to somebody erased, by ${one.by}`).not.toBe(
      before(one.at, w.erasedAt.get(who)),
    )
    if (one.by === 'survey')
      expect(w.unsubscribedAt.get(who) ?? one.at, '10: asked after she unsubscribed').not.toBe(
        before(one.at, w.unsubscribedAt.get(who)),
      )
  }

  for (const [who] of w.erasedAt) {
    const parts = distributed.map((table) => `select '${table}' as name, count(*)::int as n from ${table} t where home >> 12 = ${scope.workspace.no} and t::text like '%${emailOf(who)}%'`) // prettier-ignore
    const found = await asked<{ name: string; n: number }>(await testDatabase(), parts.join(' union all '))
    expect(
      found.filter(({ n }) => n > 0),
      '11: somebody erased stands somewhere',
    ).toEqual([])
  }

  const other = await stranger()
  for (const table of ['entry', 'customer', 'moment', 'promise', 'reply', 'courtesy_grant'])
    expect(await ask(other, sql`select 1 as one from ${sql.raw(table)} where home = any(${homes}::bigint[]) limit 1`), `12: another workspace reads ${table}`).toEqual([]) // prettier-ignore
  return 12
}

/** The instant that must not be in the past of a sending; undefined where all is well. */
const before = (at: Date, end: Date | undefined): Date | undefined => (end && at > end ? end : undefined)

let other: Promise<Scope> | undefined
const stranger = (): Promise<Scope> => (other ??= aWorkspace())

/** The same words taken in by another workspace, all at once and the newest first. */
async function inOtherOrder(w: World) {
  const scope = { ...(await aWorkspace()), now: w.clock }
  const entries = [...w.acked.values()].sort((a, b) => b.at.getTime() - a.at.getTime())
  if (entries.length > 0) await recordEntries(scope, entries)
  const rows = await ask<{ messageId: string; kind: string; at: Date; body: string | null }>(
    scope,
    sql`select message_id, kind, at, body from entry where home = any(${homesIn(scope)}::bigint[]) and source = 'simulation' order by at, message_id limit 1000`,
  )
  return rows.map(({ messageId, kind, at, body }) => [messageId, kind, at.toISOString(), body])
}

/** Takes what still waits of this world out of the way of the next. */
export async function closeWorld(w: World): Promise<void> {
  const { no } = w.scope.workspace
  const connection = await testDatabase()
  for (const statement of [
    `update promise set next_look_at = null where home >> 12 = ${no} and next_look_at is not null`,
    `update reply set next_try_at = null where home >> 12 = ${no} and next_try_at is not null`,
    `delete from announcement where home >> 12 = ${no}`,
  ])
    await asked(connection, statement)
}
