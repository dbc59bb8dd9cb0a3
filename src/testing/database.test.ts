import { Client } from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from './database.ts'

test('a test file gets a migrated database of its own', async () => {
  const connection = await testDatabase()
  expect(await testDatabase()).toBe(connection)
  const client = new Client(connection)
  await client.connect()
  const { rows } = await client.query('select file from migration')
  await client.end()
  expect(rows.length).toBeGreaterThan(0)
})
