/** Statements that go out together hold together: all of them or none. */
import { expect, test } from 'vitest'
import { sql, type NamedQuery } from '#platform/database.ts'
import { isDouble } from '#platform/faults.ts'
import { read, together, type Scope } from '#platform/scope.ts'
import { aWorkspace } from '#testing/workspace.ts'

/** Remembers one answer, as the frame of the server does: a table of our own with a key. */
const keep = ({ workspace, now }: Scope, key: string): NamedQuery => ({
  name: 'test.keep',
  query: sql`
    insert into idempotency (home, key, request_hash, at) values (${workspace.no * 4096}::bigint, ${key}::text, 'hash', ${now}::timestamptz)`,
})
const forget = ({ workspace }: Scope): NamedQuery => ({
  name: 'test.forget',
  query: sql`delete from idempotency where home = ${workspace.no * 4096}::bigint`,
})
const kept = (scope: Scope) =>
  read(scope, ({ db, homes }) =>
    db.many<{ key: string }>(
      sql`select key from idempotency where home = any(${homes}::bigint[]) order by key`,
    ),
  ).then((rows) => rows.map(({ key }) => key))

test('all of them hold, and each says how many rows it touched', async () => {
  const scope = await aWorkspace()
  expect(await together(scope, [keep(scope, 'a'), keep(scope, 'b')])).toEqual([1, 1])
  expect(await together(scope, [keep(scope, 'c')])).toEqual([1])
  expect(await kept(scope)).toEqual(['a', 'b', 'c'])
  expect(await together(scope, [forget(scope), keep(scope, 'd')])).toEqual([3, 1])
  expect(await kept(scope)).toEqual(['d'])
})

test('if one is refused none holds, and the next go through', async () => {
  const scope = await aWorkspace()
  const twice = together(scope, [keep(scope, 'a'), keep(scope, 'a'), keep(scope, 'b')])
  expect(isDouble(await twice.catch((error: unknown) => error))).toBe(true)
  expect(await kept(scope)).toEqual([])
  for (const key of ['c', 'd', 'e']) await together(scope, [keep(scope, key)])
  expect(await kept(scope)).toEqual(['c', 'd', 'e'])
})

test('rows of another workspace can neither be written nor touched', async () => {
  const [scope, other] = [await aWorkspace(), await aWorkspace()]
  await together(other, [keep(other, 'hers')])
  const foreign = await together(scope, [keep(other, 'ours')]).catch((error: unknown) => error)
  expect((foreign as { code?: string }).code).toBe('42501')
  expect(await together(scope, [forget(other)])).toEqual([0])
  expect(await kept(other)).toEqual(['hers'])
})
