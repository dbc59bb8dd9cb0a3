/**
 * SAFETY.md G29: a database of 1 GB (`LOAD_GB`) is backed up, checked and restored beside itself. How long each takes, and whether every
 * table came back row by row.
 */
import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recordEntries } from '../src/features/timeline/index.ts'
import { checkBackup, restoreBackup, takeBackup } from '../src/platform/backup/index.ts'
import type { Connection } from '../src/platform/database.ts'
import { secretsOf } from '../src/platform/secrets.ts'
import { fleeting } from '../src/platform/tables.ts'
import { asked, contentOf } from '../src/testing/asked.ts'
import { onGround, type Ground } from './ground.ts'
import { leave } from './load-parts.ts'

const GB = Number(process.env['LOAD_GB'] ?? 1)
const AT_ONCE = 500
const MOST_RESTORE_S = 600

/** Whether it is within the limits. */
export function loadRestore(): Promise<boolean> {
  return onGround(async (ground) => {
    const entries = await fill(ground)
    const { connection, clock } = ground
    const keys = { secrets: secretsOf([randomBytes(32)]), passphrase: undefined }
    const file = join(tmpdir(), `spoonful-load-${process.pid}.backup`)
    const took = await seconds(() => takeBackup(connection, file, keys, clock()))
    const checked = await seconds(() => checkBackup(file, keys))
    await asked(connection, 'create database restored')
    const other = { ...connection, database: 'restored' }
    const restored = await seconds(() => restoreBackup(other, file, keys))
    const [before, after] = [await contentOf(connection), await contentOf(other)]
    const differing = Object.keys(before).filter(
      (table) => !isFleeting(table) && before[table] !== after[table],
    )
    leave('restore', entries, {
      'database MB': await megabytes(connection),
      'file MB': Math.round((await stat(file)).size / 1_048_576),
      'backup s': took,
      'verify s': checked,
      'restore s': restored,
      'tables that differ': differing.join(' ') || 'none',
    })
    return restored < MOST_RESTORE_S && differing.length === 0
  })
}

/** Messages of some length until the database is as large as asked; answers how many. */
async function fill({ connection, newScope }: Ground): Promise<number> {
  const scope = await newScope()
  let made = 0
  while ((await megabytes(connection)) < GB * 1_024)
    for (let batch = 0; batch < 40; batch++, made += AT_ONCE)
      await recordEntries(
        scope,
        Array.from({ length: AT_ONCE }, (_, i) => ({
          source: 'bench',
          messageId: `restore-${made + i}`,
          kind: 'message_in' as const,
          channel: 'email' as const,
          at: new Date(scope.now.getTime() - (made + i) * 1_000),
          identities: [{ kind: 'external' as const, value: `user-${(made + i) % 20_000}`, verified: true }],
          text: `Where is my order? ${randomBytes(150 + (i % 100)).toString('base64')}`,
        })),
      )
  return made
}

async function megabytes(connection: Connection): Promise<number> {
  const [row] = await asked<{ bytes: string }>(
    connection,
    'select pg_database_size(current_database()) as bytes',
  )
  return Math.round(Number(row?.bytes) / 1_048_576)
}

const isFleeting = (table: string) => (fleeting as readonly string[]).includes(table)

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return Math.round((performance.now() - began) / 100) / 10
}
