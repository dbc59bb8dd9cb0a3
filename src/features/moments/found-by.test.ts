/** A moment is found by what its customer is called now, whenever her name came in. */
import { beforeAll, describe, expect, test } from 'vitest'
import { Client } from 'pg'
import { homesOf } from '#kit/id.ts'
import { findWorkspaceByNo } from '#features/team/index.ts'
import { recordEntries } from '#features/timeline/index.ts'
import { startWorker, subscribe } from '#platform/announcements.ts'
import { openLog } from '#platform/log.ts'
import type { Scope } from '#platform/scope.ts'
import { testDatabase } from '#testing/database.ts'
import { record, takeIn } from '#testing/take-in.ts'
import { aWorkspace, anEntry, NOW } from '#testing/workspace.ts'
import { momentSubscribers, noticeRecorded, search } from './index.ts'

const ASKS = 'Where is my order? It still hasn’t arrived.'
const found = async (scope: Scope, q: string) => (await search(scope, q)).moments.map(({ words }) => words)
const called = (name: string, hoursAgo = 1) =>
  anEntry({ kind: 'traits', at: new Date(NOW.getTime() - hoursAgo * 3_600_000), traits: { name } })

beforeAll(() => subscribe(...momentSubscribers))

describe.each([1, 4] as const)('in %i slices', (slices) => {
  test('who is named later, or anew, is found by that name and no more by the former', async () => {
    const scope = await aWorkspace({ slices })
    await takeIn(scope, [anEntry({ text: ASKS })])
    await recordEntries(scope, [called('Maren Oduya', 2)])
    await workedOff(scope)
    expect(await found(scope, 'oduya order')).toEqual([ASKS])
    await recordEntries(scope, [called('Maren Brandt', 1)])
    await workedOff(scope)
    expect([await found(scope, 'oduya'), await found(scope, 'brandt')]).toEqual([[], [ASKS]])
  })

  test('a name that comes in while a moment is noticed counts', async () => {
    const scope = await aWorkspace({ slices })
    const told = await record(scope, [anEntry({ text: ASKS })])
    const another = new Client(await testDatabase())
    await another.connect()
    try {
      // Noticing has read the customer and waits for its turn in her home; meanwhile she is named, and all that hear of it have.
      const waiting = `select from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`
      await another.query('begin')
      for (const home of homesOf(scope.workspace))
        await another.query('select pg_advisory_xact_lock(4680002, hashint8($1::bigint))', [home])
      const noticing = noticeRecorded(scope, [told])
      await expect.poll(async () => (await another.query(waiting)).rowCount, { timeout: 30_000 }).toBe(1)
      await recordEntries(scope, [called('Maren Oduya')])
      await another.query('commit')
      await noticing
    } finally {
      await another.end()
    }
    expect(await found(scope, 'oduya')).toEqual([ASKS])
  })
})

async function workedOff({ db, now }: Scope): Promise<void> {
  const worker = startWorker({
    db,
    log: openLog('silent'),
    workspaceOf: (no) => findWorkspaceByNo(db, no),
    clock: () => now,
    everyMs: 20,
  })
  await worker.drained()
  await worker.stop()
}
