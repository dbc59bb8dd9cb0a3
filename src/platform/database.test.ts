/** What befalls a connection to the database befalls nobody else. */
import type { ClientBase } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '#testing/database.ts'
import { openDatabase } from './database.ts'

test('a connection is heard while it is used, while it rests, and while it is handed from one to the next', async () => {
  const heard: Error[] = []
  const db = openDatabase(await testDatabase(), { max: 1, onError: (error) => void heard.push(error) })
  onTestFinished(() => db.close())
  let connection: ClientBase | undefined
  const inUse = await db.owner(async ({ client }) => {
    connection = client
    return client.listeners('error')
  })
  // Whoever hears it in use and at rest hears it in between: an error that nobody hears ends the process.
  expect(inUse.filter((listener) => connection?.listeners('error').includes(listener))).toHaveLength(1)
  const lost = new Error('lost')
  connection?.emit('error', lost)
  expect(heard).toContain(lost)
})
