/** Who waits for whom where several send at once. */
import { expect, test } from 'vitest'
import { onStatement } from '#platform/database.ts'
import { aWorkspace, anEntry } from '#testing/workspace.ts'
import { recordEntries } from './index.ts'

test('who sends while another’s news is written shares the next commit, and each hears of her own', async () => {
  const scope = await aWorkspace()
  let inserts = 0
  const stop = onStatement((text) => {
    if (text.includes('insert into entry ')) inserts += 1
  })
  const twice = anEntry({ text: 'sent by two' })
  const sent = [
    [twice],
    [anEntry({ text: 'one' })],
    [twice, anEntry({ text: 'two' })],
    [anEntry({ text: 'three' })],
  ]
  const verdicts = await Promise.all(sent.map((entries) => recordEntries(scope, entries)))
  stop()
  expect(verdicts.map((own) => own.map(({ outcome }) => outcome))).toEqual([
    ['stored'],
    ['stored'],
    ['known', 'stored'],
    ['stored'],
  ])
  // The first alone; the others together, and together again with care because one of them was known.
  expect(inserts).toBe(3)
})
