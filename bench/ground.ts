/** The ground benches stand on: a PostgreSQL of their own in a temporary directory, migrated, with one workspace. Never the product's data. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { createWorkspace, findWorkspaceByNo } from '../src/features/team/index.ts'
import { openDatabase, type Connection, type Database } from '../src/platform/database.ts'
import { openHttp, type Api } from '../src/platform/http.ts'
import { openLog, type Logger } from '../src/platform/log.ts'
import { migrate } from '../src/platform/migrate.ts'
import { startPostgres } from '../src/platform/postgres/index.ts'
import { chance, type Scope, type Workspace } from '../src/platform/scope.ts'

/** One line of a benchmark: `ratio` is value/limit, where the limit was measured in the same run or is the asked figure. */
export type Measure = {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly limit: number
  readonly ratio: number
}

/** One line in milliseconds: what 95 of 100 stay within, rounded to hundredths. */
export function within(name: string, times: readonly number[], limit: number): Measure {
  const value = Math.round(quantile(times, 0.95) * 100) / 100
  return { name, value, unit: 'ms p95', limit, ratio: Math.round((value / limit) * 1000) / 1000 }
}

/** The value that a share of all does not exceed; Infinity of none. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Infinity

export type Ground = {
  readonly connection: Connection
  readonly db: Database
  readonly log: Logger
  readonly clock: () => Date
  readonly workspaceOf: (no: number) => Promise<Workspace | undefined>
  /** A new workspace, asked by its owner. `now` is the moment of the call. */
  readonly newScope: () => Promise<Scope>
}

/** The product's HTTP face with these routes, asked by whoever the scope is. */
export function openApi({ db, log, clock }: Ground, scope: Scope, routes: (api: Api) => void): Api {
  const api = openHttp({
    db,
    log,
    clock,
    identify: () => Promise.resolve({ actor: scope.actor, workspace: scope.workspace }),
    origins: () => [],
    isSecure: false,
  })
  api.after(() => routes(api))
  return api
}

/** Sets the ground up, measures, and clears it away, also when the measuring fails. */
export async function onGround<T>(measure: (ground: Ground) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(process.getuid?.() === 0 ? '/var/lib' : tmpdir(), 'spoonful-bench-'))
  await chmod(directory, 0o711) // PostgreSQL may run as another user, who has to enter
  const log = openLog('error')
  const postgres = await startPostgres({
    dataDirectory: directory,
    log: { info: () => {}, warn: () => {} },
  })
  try {
    const client = new Client({ ...postgres.connection })
    await client.connect()
    await migrate(client)
    await client.end()
    const db = openDatabase(postgres.connection, { max: 10 })
    const clock = () => new Date()
    const newScope = async (): Promise<Scope> => {
      const now = clock()
      const { workspace, owner } = await createWorkspace(db, {
        name: 'Bench',
        zone: 'America/New_York',
        currency: 'USD',
        slices: 1,
        ownerName: 'Bench',
        now,
        random: chance,
      })
      return {
        db,
        workspace,
        actor: { kind: 'member', id: owner.id, name: owner.name, role: 'owner' },
        now,
        random: chance,
      }
    }
    try {
      return await measure({
        connection: postgres.connection,
        db,
        log,
        clock,
        workspaceOf: (no) => findWorkspaceByNo(db, no),
        newScope,
      })
    } finally {
      await db.close()
    }
  } finally {
    await postgres.stop()
    await rm(directory, { recursive: true, force: true })
  }
}
