/** Who is away says so herself, and others see until when. */
import { expect, test } from 'vitest'
import { aWorkspace, NOW } from '#testing/workspace.ts'
import { setMyAbsence } from './actions/me.ts'
import { listMembers } from './index.ts'

const DAY_MS = 86_400_000

test('a member is away until then, and back when she says so', async () => {
  const scope = await aWorkspace()
  const until = new Date(NOW.getTime() + 3 * DAY_MS)
  const awayUntil = async () => (await listMembers(scope.db, scope.workspace.id))[0]?.awayUntil
  await setMyAbsence(scope, until)
  expect(await awayUntil()).toEqual(until)
  await setMyAbsence(scope, null)
  expect(await awayUntil()).toBeNull()
})

test('not into the past, and not for years', async () => {
  const scope = await aWorkspace()
  await expect(setMyAbsence(scope, NOW)).rejects.toMatchObject({ code: 'away_past' })
  await expect(setMyAbsence(scope, new Date(NOW.getTime() + 400 * DAY_MS))).rejects.toMatchObject({
    code: 'away_too_long',
  })
})
