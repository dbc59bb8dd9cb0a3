/** Opens what every process of the product stands on: configuration, PostgreSQL (ours or a given one), schema, workspace. */
import { join } from 'node:path'
import { Client } from 'pg'
import { chatwootChannel } from '#connectors/chatwoot/index.ts'
import { emailChannel, emailSubscribers, surveyMailer } from '#connectors/email/index.ts'
import { shopifyShop } from '#connectors/shopify/index.ts'
import { ensureFirstWorkspace, findWorkspaceByNo, type Member } from '#features/team/index.ts'
import { journeySubscribers, openTouchpointReader } from '#features/journey/index.ts'
import { momentSubscribers } from '#features/moments/index.ts'
import { declareChannels, declareShops, playSubscribers } from '#features/plays/index.ts'
import { promiseSubscribers } from '#features/promises/index.ts'
import { timelineSubscribers } from '#features/timeline/index.ts'
import { declareSurveySender, declareTouchpoints, voiceSubscribers } from '#features/voices/index.ts'
import { subscribe } from '#platform/announcements.ts'
import { sealWaiting } from '#platform/audit/index.ts'
import { checkBackup, restoreBackup, type BackupKeys, type CheckedBackup } from '#platform/backup/index.ts'
import { declareHoldings } from '#platform/holdings/index.ts'
import { readConfig, type Config } from '#platform/config.ts'
import { openDatabase, type Connection, type Database } from '#platform/database.ts'
import { patiently } from '#platform/faults.ts'
import { openLog, type Logger } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import type { OutboundPolicy } from '#platform/outbound.ts'
import { borrowPostgres } from '#platform/postgres/borrow.ts'
import { startPostgres } from '#platform/postgres/index.ts'
import { chance, type Scope, type Workspace } from '#platform/scope.ts'
import { openSecrets, type Secrets } from '#platform/secrets.ts'
import { StartError } from '#platform/start-error.ts'
import { allHoldings } from './holdings.ts'
import { sampleSubscribers } from './sample.ts'

export type Product = {
  readonly config: Config
  readonly log: Logger
  readonly db: Database
  readonly connection: Connection
  readonly workspace: Workspace
  readonly owner: Member
  readonly clock: () => Date
  readonly secrets: Secrets
  /** Whom this process may connect to. */
  readonly policy: OutboundPolicy
  /** Which workspace a number stands for; remembered, since it never changes. */
  readonly workspaceOf: (no: number) => Promise<Workspace | undefined>
  /** A scope in which the machine itself acts for the workspace. */
  readonly machineScope: (name: string) => Scope
  close(): Promise<void>
}

/**
 * Opens the product for one process. `beside` lets a command join a server that runs on the same data directory.
 * Throws StartError with one sentence when it can't.
 */
export async function openProduct({
  beside = false,
  connections = 10,
}: { beside?: boolean; connections?: number } = {}): Promise<Product> {
  const config = readConfig()
  const log = openLog(config.logLevel)
  const clock = () => new Date()
  const server = await reachPostgres(config, log, beside)
  try {
    await migrateSchema(server.connection, log)
    const db = openDatabase(server.connection, {
      max: connections,
      onError: (error) => log.warn({ err: error }, 'a database connection was lost'),
    })
    const secrets = await openSecrets(config.secretKeys, config.dataDirectory)
    const policy = { privateNetworks: config.privateNetworks }
    declareChannels(chatwootChannel({ secrets, policy }), emailChannel({ secrets, policy }))
    declareSurveySender(surveyMailer({ secrets, policy }))
    declareTouchpoints(openTouchpointReader)
    declareShops(shopifyShop({ secrets, policy }))
    subscribe(
      ...timelineSubscribers,
      ...momentSubscribers,
      ...promiseSubscribers,
      ...playSubscribers,
      ...voiceSubscribers,
      ...journeySubscribers,
      ...emailSubscribers,
      ...sampleSubscribers,
    )
    declareHoldings(...allHoldings(join(config.dataDirectory, 'imports')))
    const { workspace, owner } = await patiently(() =>
      ensureFirstWorkspace(db, {
        now: clock(),
        random: chance,
        zone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
      }),
    )
    const workspaces = new Map<number, Workspace>()
    return {
      config,
      log,
      db,
      connection: server.connection,
      workspace,
      owner,
      clock,
      secrets,
      policy,
      workspaceOf: async (no) => {
        const known = workspaces.get(no) ?? (await findWorkspaceByNo(db, no))
        if (known) workspaces.set(no, known)
        return known
      },
      machineScope: (name) => ({
        db,
        workspace,
        actor: { kind: 'machine', name },
        now: clock(),
        random: chance,
      }),
      close: async () => {
        // What this process has done is sealed before it goes; where that fails, the next one seals it.
        await sealWaiting(db, clock).catch((error: unknown) =>
          log.warn({ err: error }, 'entries of the audit log were not sealed'),
        )
        await db.close()
        await server.stop()
      },
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** Brings a backup into an empty installation: its data directory, or the database of DATABASE_URL. Refuses what `restoreBackup` refuses. */
export async function restoreInstallation(path: string, keys: BackupKeys): Promise<CheckedBackup> {
  const config = readConfig({ ...process.env, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'error' })
  const log = openLog(config.logLevel)
  // Nothing is made on the disk for a file that cannot be used.
  await checkBackup(path, keys)
  const server = await reachPostgres(config, log, false)
  try {
    return await restoreBackup(server.connection, path, keys, { log })
  } finally {
    await server.stop()
  }
}

type Reached = {
  readonly connection: Connection
  stop(): Promise<void>
}

async function reachPostgres(config: Config, log: Logger, beside: boolean): Promise<Reached> {
  if (config.databaseUrl !== undefined)
    return {
      connection: { connectionString: config.databaseUrl },
      stop: async () => {},
    }
  const place = { dataDirectory: config.dataDirectory, minFreeBytes: config.minFreeBytes, log }
  if (beside) {
    const { connection, release } = await borrowPostgres(place)
    return { connection, stop: release }
  }
  const postgres = await startPostgres(place)
  postgres.onExit((exit) => log.error({ exit }, 'the database ended by itself and is started again'))
  return { connection: postgres.connection, stop: () => postgres.stop() }
}

async function migrateSchema(connection: Connection, log: Logger): Promise<void> {
  const client = new Client({
    ...connection,
    connectionTimeoutMillis: 10_000,
    application_name: 'spoonful migrates',
  })
  try {
    await client.connect()
  } catch (error) {
    throw new StartError(
      `The database can't be reached: ${(error as Error).message}. Is the server of DATABASE_URL running, and is the address right?`,
      { cause: error },
    )
  }
  try {
    await migrate(client, { log })
  } finally {
    await client.end()
  }
}
