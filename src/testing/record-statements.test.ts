/** The linter really listens: a bad statement sent to the database is heard, and refused when the file is done. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openDatabase } from '#platform/database.ts'
import { testDatabase } from './database.ts'
import { findProblems, unhear } from './record-statements.ts'

const BAD = 'select id from customer limit 1'

test('a statement that forgets its home is heard and refused', async () => {
  const database = openDatabase(await testDatabase())
  await database.transaction({ no: 1, slices: 1 }, (db) => db.many(sql.raw(BAD)))
  await database.close()
  expect(unhear(BAD)).toBe(true)
  expect(await findProblems([BAD])).toEqual([expect.stringContaining('Q1: no home')])
})
