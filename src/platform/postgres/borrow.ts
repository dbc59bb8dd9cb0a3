/** The database for a command beside the server: the running one where there is one, else one for as long as it takes. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { StartError } from '#platform/start-error.ts'
import { findRunningPostgres, startPostgres } from './index.ts'
import type { PostgresConnection, StartOptions } from './index.ts'

/** A database to use; `release` ends what was started for it, and only that. Close your own connections before. */
export type BorrowedPostgres = { readonly connection: PostgresConnection; release(): Promise<void> }

const START_PATIENCE_MS = 60_000

/**
 * Connects to the Spoonful that holds the data directory, waiting for one that is just starting, or starts the server.
 * Another command may have borrowed a server that we started: `release` waits until it is done. Throws StartError.
 */
export async function borrowPostgres(options: StartOptions): Promise<BorrowedPostgres> {
  const deadline = Date.now() + START_PATIENCE_MS
  for (;;) {
    const connection = await findRunningPostgres(options.dataDirectory)
    if (connection) return { connection, release: () => Promise.resolve() }
    try {
      const server = await startPostgres(options)
      const release = async () => {
        await othersAreDone(server.connection)
        await server.stop()
      }
      return { connection: server.connection, release }
    } catch (error) {
      if (!(error instanceof StartError) || error.cause !== 'held' || Date.now() > deadline) throw error
      await sleep(100)
    }
  }
}

async function othersAreDone(connection: PostgresConnection): Promise<void> {
  const client = new Client(connection)
  client.on('error', () => undefined)
  await client.connect()
  const busy = () =>
    client.query(
      `select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1`,
    )
  while ((await busy()).rowCount !== 0) await sleep(100)
  await client.end()
}
