/**
 * Several statements as one transaction in one trip to the database: all are sent at once, and one answer comes back. If one
 * fails the server passes over the rest, and nothing of it holds. Knows pg's messages and no SQL of ours.
 */
import type { ClientBase, Connection, Submittable } from 'pg'

/** A statement kept prepared on its connection under `name`, which stands for one text. */
export type TripStatement = {
  readonly name: string
  readonly text: string
  /** Binary as a Buffer, everything else as PostgreSQL reads it. */
  readonly values: readonly unknown[]
}

/**
 * Sends the statements and answers how many rows each touched. After a refusal the connection must be thrown away: its
 * transaction is open still, and which statements it has prepared is not known.
 */
export function sendTogether(client: ClientBase, statements: readonly TripStatement[]): Promise<number[]> {
  return new Promise((resolve, reject) => {
    client.query(openTrip(preparedOn(client), statements, resolve, reject))
  })
}

/** Names of the statements each connection has parsed for a trip. */
const prepared = new WeakMap<ClientBase, Set<string>>()

function preparedOn(client: ClientBase): Set<string> {
  let names = prepared.get(client)
  if (!names) prepared.set(client, (names = new Set()))
  return names
}

/** What pg calls on a query of somebody else's making; rows are not asked for. */
function openTrip(
  known: Set<string>,
  statements: readonly TripStatement[],
  resolve: (touched: number[]) => void,
  reject: (error: Error) => void,
): Submittable {
  const touched: number[] = []
  return {
    submit(connection: Connection) {
      connection.stream.cork()
      const parsed = new Set(known)
      for (const statement of statements) send(connection, parsed, statement)
      connection.sync()
      connection.stream.uncork()
    },
    handleCommandComplete: ({ text }: { text: string }) => touched.push(Number(/\d+$/.exec(text)?.[0] ?? 0)),
    handleDataRow: () => {},
    handleRowDescription: () => {},
    handleError: reject,
    handleReadyForQuery() {
      for (const { name } of statements) known.add(name)
      resolve(touched)
    },
  } as Submittable
}

function send(connection: Connection, parsed: Set<string>, { name, text, values }: TripStatement): void {
  const statement = `trip ${name}`
  if (!parsed.has(name)) connection.parse({ name: statement, text, types: [] }, true)
  parsed.add(name)
  connection.bind({ statement, values: values.map(written) }, true)
  connection.execute({ portal: '' }, true)
}

/** As the wire takes it. */
function written(value: unknown): string | Buffer | null {
  if (value === null || typeof value === 'string' || Buffer.isBuffer(value)) return value
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw new Error('a statement that goes out with others takes its lists as binary arrays')
}
