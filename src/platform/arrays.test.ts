/** What goes to PostgreSQL as binary arrays comes back as it was. */
import { expect, test } from 'vitest'
import { sql } from '#platform/database.ts'
import { transact } from '#platform/scope.ts'
import { aWorkspace } from '#testing/workspace.ts'
import { booleanArray, idArray, jsonArray, textArray, timeArray } from './arrays.ts'

const TEXTS = [
  '',
  'Wren',
  'a "quote", a \\ and a\nline',
  'élève 👗 ‮',
  null,
  'x'.repeat(5_000),
  'é'.repeat(600),
]
const IDS = ['0198f1b2-0000-7abc-8def-0123456789ab', null, 'ffffffff-ffff-7fff-bfff-ffffffffffff']
const TIMES = [
  new Date('1990-01-01T00:00:00.001Z'),
  new Date('2000-01-01T00:00:00Z'),
  new Date('2031-12-31T23:59:59.999Z'),
]

test('texts, ids, times, truths and JSON come back as they went', async () => {
  const scope = await aWorkspace()
  const row = await transact(scope, ({ db }) =>
    db.one<Record<string, unknown>>(sql`
      select ${textArray(TEXTS)}::text[] as texts, ${idArray(IDS)}::uuid[] as ids, ${timeArray(TIMES)}::timestamptz[] as times,
        ${booleanArray([true, false])}::boolean[] as truths, ${jsonArray(['{"a":"é\\n"}', '[]'])}::jsonb[] as json, ${textArray([])}::text[] as none`),
  )
  expect(row['texts']).toEqual(TEXTS)
  expect(row['ids']).toEqual(IDS)
  expect(row['times']).toEqual(TIMES)
  expect(row['truths']).toEqual([true, false])
  expect(row['json']).toEqual([{ a: 'é\n' }, []])
  expect(row['none']).toEqual([])
})
