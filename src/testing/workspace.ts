/** Builders for tests: a fresh workspace in the test's database, and entries to fill it with. */
import { afterAll } from 'vitest'
import type { IncomingEntry } from '#features/timeline/rules/incoming.ts'
import { createWorkspace } from '#features/team/index.ts'
import { openDatabase, type Database } from '#platform/database.ts'
import type { Scope } from '#platform/scope.ts'
import { testDatabase } from './database.ts'

/** The moment in time at which the tests play, unless they say otherwise: the one of the drawn screens. */
export const NOW = new Date('2025-11-21T15:42:00Z')

let opened: Promise<Database> | undefined

/** The database handle of this test file; closed when the file is done. */
export function aDatabase(): Promise<Database> {
  opened ??= testDatabase().then((connection) => openDatabase(connection, { max: 6 }))
  return opened
}

afterAll(async () => {
  await (await opened)?.close()
  opened = undefined
})

/** Bytes that look like chance and are the same in every run. */
export function seededChance(seed = 1): (count: number) => Uint8Array {
  let state = seed >>> 0
  return (count) =>
    Uint8Array.from({ length: count }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state >>> 24
    })
}

let made = 0

/** A new workspace of its own, asked by its owner. Four slices show code that forgets a home. */
export async function aWorkspace({
  slices = 1,
  now = NOW,
}: { slices?: 1 | 4; now?: Date } = {}): Promise<Scope> {
  const db = await aDatabase()
  const random = seededChance(++made * 7919 + process.pid)
  const { workspace, owner } = await createWorkspace(db, {
    name: 'Tussock Merino',
    zone: 'America/New_York',
    currency: 'USD',
    slices,
    ownerName: 'Priya Nair',
    now,
    random,
  })
  return {
    db,
    workspace,
    actor: { kind: 'member', id: owner.id, name: owner.name, role: 'owner' },
    now,
    random,
  }
}

let told = 0

/** An entry from outside: a customer's e-mail unless told otherwise. */
export function anEntry(over: Partial<IncomingEntry> = {}): IncomingEntry {
  told += 1
  return {
    source: 'test',
    messageId: `message-${told}`,
    kind: 'message_in',
    at: new Date(NOW.getTime() - 3_600_000),
    identities: [{ kind: 'email', value: 'maren@example.com', verified: true }],
    channel: 'email',
    text: 'Hello',
    ...over,
  }
}
