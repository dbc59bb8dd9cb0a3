/**
 * The database handle: transactions that carry a workspace, and four verbs to ask with. A statement can only be sent from
 * inside a transaction, and every transaction runs as a role that owns nothing and sees one workspace (row-level security).
 */
import pg from 'pg'
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type RawBuilder,
} from 'kysely'
import type { Homestead } from '#kit/id.ts'
import { isConnectionLoss } from './faults.ts'
import { listenOn } from './listening.ts'
import { endWhereSilent, KEEP_ALIVE_MS, watchSilence } from './silence.ts'
import { sendTogether, type TripStatement } from './trip.ts'

export { sql } from 'kysely'
export { booleanArray, idArray, jsonArray, textArray, timeArray } from './arrays.ts'

/** Where a PostgreSQL answers: an address as `pg` takes it, or a URL. */
export type Connection =
  | { readonly connectionString: string }
  | {
      readonly host: string
      readonly port: number
      readonly user: string
      readonly password: string
      readonly database: string
    }

/** Asks and tells, inside one transaction. Rows come with camelCase names; `bigint` as number, `date` as 'YYYY-MM-DD'. */
export interface Queries {
  many<Row>(query: RawBuilder<Row>, options?: QueryOptions): Promise<Row[]>
  /** The only row; anything else is a bug and throws. */
  one<Row>(query: RawBuilder<Row>, options?: QueryOptions): Promise<Row>
  maybe<Row>(query: RawBuilder<Row>, options?: QueryOptions): Promise<Row | undefined>
  /** The number of rows touched. */
  run(query: RawBuilder<unknown>, options?: QueryOptions): Promise<number>
  /** The connection below, for COPY and nothing else. */
  readonly client: pg.ClientBase
}

/**
 * `name` keeps the parsed statement on its connection, and after a few times its plan: for the few that are sent all day with
 * the same text and never depend on how many rows their values meet (inserts, what is found by its key or in the order of an
 * index). Planning a look into the timeline takes ten times as long as the look, for it is cut into months. A name stands for one text.
 */
export type QueryOptions = { readonly name?: string }

export type TransactionOptions = {
  readonly readOnly?: boolean
  /** How long the database may be silent before its connection is given up, in milliseconds; ten seconds unless told. */
  readonly silentMs?: number
}

/** A statement that goes out together with others; its values are texts, numbers, times, and arrays in binary. */
export type NamedQuery = { readonly name: string; readonly query: RawBuilder<unknown> }

export interface Database {
  /** One transaction as `spoonful_app`, seeing the rows of one workspace only. */
  transaction<T>(
    homestead: Homestead,
    work: (db: Queries) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>
  /**
   * As `transaction`, for statements of which none waits for another's answer: they go out in one trip, and the number of rows
   * each touched comes back once all are on disk. If one fails, none of them holds.
   */
  together(
    homestead: Homestead,
    queries: readonly NamedQuery[],
    options?: Pick<TransactionOptions, 'silentMs'>,
  ): Promise<number[]>
  /** One transaction as `spoonful_worker`: sees the addresses of due work in all homes, and nothing else. */
  scan<T>(work: (db: Queries) => Promise<T>): Promise<T>
  /** One transaction as `spoonful_people`: the people of one workspace with their keys and sessions, and nothing else. */
  people<T>(workspaceId: string, work: (db: Queries) => Promise<T>): Promise<T>
  /** One transaction as the owner, for what has no workspace yet: who is behind a secret or an address, partitions. */
  owner<T>(work: (db: Queries) => Promise<T>): Promise<T>
  /**
   * A connection of its own that listens; resolves to a function that stops it. Reconnects by itself, and then says that
   * something may have been missed.
   */
  listen(channel: string, hear: (payload: string) => void, missed?: () => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** Hears the text of every statement sent from this process: the statement linter's ear. Returns a function that stops it. */
export function onStatement(listener: (text: string) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** How long whoever waits for an answer of ours waits for the database at most. */
const SILENT_MS = 10_000
const CONNECT_MS = 2_000
/** How long the database keeps what a transaction holds for somebody of whom it hears no more. */
const ABANDONED_MS = 30_000

/** Opens a pool; connects on first use. `max` connections, 10 unless told. */
export function openDatabase(
  connection: Connection,
  { max = 10, onError = () => {} }: { max?: number; onError?: (error: Error) => void } = {},
): Database {
  const pool = new pg.Pool({
    ...connection,
    max,
    connectionTimeoutMillis: CONNECT_MS,
    onConnect: prepare,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    application_name: 'spoonful',
    types: { getTypeParser },
  })
  let isClosing = false
  // Each client is heard for its whole life, idle, in use or just being handed over: an error that nobody hears ends the process.
  pool.on('connect', (client) => void client.on('error', (error) => isClosing || onError(error)))
  pool.on('error', () => {}) // the pool says the same of idle clients once more

  async function within<T>(
    begin: string,
    work: (db: Queries) => Promise<T>,
    silentMs = SILENT_MS,
  ): Promise<T> {
    const client = await pool.connect()
    const unwatch = watchSilence(client, silentMs)
    let failed: Error | undefined
    try {
      await client.query(begin)
      const result = await work(over(client))
      await client.query('commit')
      return result
    } catch (error) {
      failed = error as Error
      await client.query('rollback').catch(() => {})
      throw error
    } finally {
      unwatch()
      client.release(failed && isConnectionLoss(failed) ? failed : undefined)
    }
  }

  async function together(
    no: number,
    queries: readonly NamedQuery[],
    silentMs = SILENT_MS,
  ): Promise<number[]> {
    const client = await pool.connect()
    const unwatch = watchSilence(client, silentMs)
    let failed: Error | undefined
    try {
      const touched = await sendTogether(client, [...enter(no), ...queries.map(compiled), COMMIT])
      return touched.slice(ENTERED, -1)
    } catch (error) {
      failed = error as Error
      throw error
    } finally {
      unwatch()
      client.release(failed)
    }
  }

  return {
    together: ({ no }, queries, { silentMs } = {}) => together(no, queries, silentMs),
    transaction: ({ no }, work, { readOnly = false, silentMs } = {}) =>
      within(
        `begin${readOnly ? ' read only' : ''}; set local role spoonful_app; select set_config('spoonful.workspace', '${Math.trunc(no)}', true)`,
        work,
        silentMs,
      ),
    scan: (work) => within('begin read only; set local role spoonful_worker', work),
    people: (workspaceId, work) => {
      if (!/^[0-9a-f-]{36}$/.test(workspaceId)) throw new Error('a workspace is named by its id')
      return within(
        `begin; set local role spoonful_people; select set_config('spoonful.workspace_id', '${workspaceId}', true)`,
        work,
      )
    },
    owner: (work) => within('begin', work),
    listen: (channel, hear, missed = () => {}) => listenOn(connection, channel, { hear, missed, onError }),
    close: () => {
      isClosing = true
      return pool.end()
    },
  }
}

/** A connection as it is before anybody uses it. What is set is not said while connecting: a pooler in between refuses what it does not know. */
async function prepare(client: pg.ClientBase): Promise<void> {
  endWhereSilent(client)
  const unwatch = watchSilence(client, CONNECT_MS)
  await client.query(`set idle_in_transaction_session_timeout = ${ABANDONED_MS}`)
  unwatch()
}

/** What a trip begins with: the same as a transaction. */
function enter(no: number): TripStatement[] {
  return [
    { name: 'begin', text: 'begin', values: [] },
    { name: 'role', text: 'set local role spoonful_app', values: [] },
    {
      name: 'workspace',
      text: `select set_config('spoonful.workspace', $1, true)`,
      values: [Math.trunc(no)],
    },
  ]
}
const ENTERED = 3
const COMMIT: TripStatement = { name: 'commit', text: 'commit', values: [] }

function compiled({ name, query }: NamedQuery): TripStatement {
  const { sql: text, parameters } = query.compile(compiler)
  for (const listener of listeners) listener(text)
  return { name, text, values: parameters }
}

const listeners = new Set<(text: string) => void>()

const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

function over(client: pg.ClientBase): Queries {
  const ask = async (query: RawBuilder<unknown>, options: QueryOptions = {}): Promise<pg.QueryResult> => {
    const { sql: text, parameters }: CompiledQuery = query.compile(compiler)
    for (const listener of listeners) listener(text)
    return client.query({ ...options, text, values: parameters as unknown[] })
  }
  const many = async <Row>(query: RawBuilder<Row>, options?: QueryOptions) =>
    (await ask(query, options)).rows.map(camelRow) as Row[]
  return {
    many,
    maybe: async (query, options) => (await many(query, options))[0],
    one: async (query, options) => {
      const rows = await many(query, options)
      const [row] = rows
      if (row === undefined || rows.length > 1)
        throw new Error(`expected one row, got ${rows.length}: ${query.compile(compiler).sql}`)
      return row
    },
    run: async (query, options) => (await ask(query, options)).rowCount ?? 0,
    client,
  }
}

const camelNames = new Map<string, string>()
function camelName(name: string): string {
  let camel = camelNames.get(name)
  if (camel === undefined) {
    camel = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    camelNames.set(name, camel)
  }
  return camel
}
function camelRow(row: Record<string, unknown>): Record<string, unknown> {
  const camel: Record<string, unknown> = {}
  for (const name in row) camel[camelName(name)] = row[name]
  return camel
}

const INT8 = 20
const DATE = 1082
const getTypeParser = ((oid: number, format?: 'text' | 'binary') => {
  if (oid === INT8) return Number
  if (oid === DATE) return (text: string) => text
  return pg.types.getTypeParser(oid, format as 'text')
}) as typeof pg.types.getTypeParser
