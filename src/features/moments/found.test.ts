/** What whoever brings a file is shown of it: how much is still to be read, and what was found, with its words. */
import { beforeAll, expect, test } from 'vitest'
import { bulkRecordEntries } from '#features/timeline/index.ts'
import { subscribe } from '#platform/announcements.ts'
import type { Scope } from '#platform/scope.ts'
import { takeIn } from '#testing/take-in.ts'
import { aWorkspace, anEntry, NOW } from '#testing/workspace.ts'
import { momentSubscribers, noticedSince } from './index.ts'

const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000)
const later = (scope: Scope): Scope => ({ ...scope, now: new Date(NOW.getTime() + 60_000) })

beforeAll(() => subscribe(...momentSubscribers))

test('what waits to be read is counted by the entry', async () => {
  const scope = await aWorkspace()
  await bulkRecordEntries(scope, [anEntry(), anEntry(), anEntry({ kind: 'page', text: 'looks' })])
  await bulkRecordEntries(scope, [anEntry(), anEntry()])
  expect(await noticedSince(later(scope), NOW, null)).toMatchObject({ count: 0, toRead: 4 })
})

test('of an old file the newest that was found is shown, and of a new one what is open', async () => {
  const scope = await aWorkspace()
  await takeIn(scope, [
    anEntry({ text: 'My dog Biscuit loves it', at: daysAgo(900) }),
    anEntry({ text: 'Where is my order? It still hasn’t arrived.', at: daysAgo(800) }),
  ])
  const old = await noticedSince(later(scope), NOW, null)
  expect([old.count, old.open]).toEqual([2, 0])
  expect(old.first.map(({ words }) => words)).toEqual([
    'Where is my order? It still hasn’t arrived.',
    'My dog Biscuit loves it',
  ])

  await takeIn(scope, [anEntry({ text: 'My cat Mog has moved into the box', at: daysAgo(0) })])
  const both = await noticedSince(later(scope), NOW, null)
  expect(both.first.map(({ words }) => words)).toEqual(['My cat Mog has moved into the box'])
})
