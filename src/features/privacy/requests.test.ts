/** A request is written down, checked and carried out; a restricted person is noticed no more, her silence included. */
import { expect, test } from 'vitest'
import { sweepSilent } from '#features/moments/index.ts'
import { customerIdOf, holdsOf } from '#features/timeline/index.ts'
import { DAY_MS } from '#kit/time.ts'
import { sql } from '#platform/database.ts'
import { read, type Scope } from '#platform/scope.ts'
import { takeIn } from '#testing/take-in.ts'
import { anEntry, aWorkspace, NOW } from '#testing/workspace.ts'
import { checkRequest, fulfilRequest, liftHold, openRequest } from './actions/requests.ts'

const days = (count: number) => new Date(NOW.getTime() - count * DAY_MS)
const openMoments = (scope: Scope) =>
  read(scope, async ({ db, homes }) => (await db.many(sql`select 1 from moment where home = any(${homes}::bigint[]) and state = 'open'`)).length) // prettier-ignore

test('nothing is carried out before it is known who asks; restricted, her silence is not noticed until it is lifted', async () => {
  const scope = await aWorkspace()
  for (const [order, age] of [
    ['1', 200],
    ['2', 125],
  ] as const)
    // prettier-ignore
    await takeIn(scope, [anEntry({ kind: 'order', at: days(age), text: '', data: { order } })])
  const id = customerIdOf(scope.workspace.id, { kind: 'email', value: 'maren@example.com' })
  const asked = await openRequest(scope, id, 'restrict')
  expect(asked).toMatchObject({ standing: 'open', dueAt: '2025-12-22T04:59:59.000Z', checked: null })
  await expect(openRequest(scope, id, 'restrict')).rejects.toMatchObject({ code: 'request_stands' })
  await expect(fulfilRequest(scope, asked.id)).rejects.toMatchObject({ code: 'identity_not_checked' })
  await checkRequest(scope, asked.id, 'known_address')
  expect(await fulfilRequest(scope, asked.id)).toMatchObject({ standing: 'done', receipt: { by: 'Priya Nair' } }) // prettier-ignore
  await expect(fulfilRequest(scope, asked.id)).rejects.toMatchObject({ code: 'request_settled' })
  await sweepSilent(scope)
  expect(await openMoments(scope)).toBe(0)
  await liftHold(scope, id, 'restriction')
  expect(await read(scope, (scope) => holdsOf(scope, id))).toEqual([])
  await sweepSilent(scope)
  expect(await openMoments(scope)).toBe(1)
})
