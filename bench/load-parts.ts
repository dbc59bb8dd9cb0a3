/** What the parts of `npm run check:load` share: the whole product in a process of its own, the pressing, and the line for the report. */
import { appendFileSync } from 'node:fs'
import { get } from 'node:http'
import { loadavg } from 'node:os'
import autocannon from 'autocannon'
import { aKey, enter, startProgram, type Program } from '../src/testing/program.ts'
import { quantile, type Ground } from './ground.ts'

export const SECONDS = Number(process.env['LOAD_SECONDS'] ?? 60)
/** The highest number that is pressed at once, whatever the machine could: traffic stays bounded. */
const MOST_REQUESTS = 200_000

/** Within which 99 of 100 events are acknowledged where nothing presses. */
export const LIMIT_P99_MS = 150

export type Running = { readonly program: Program; readonly cookie: string; readonly key: string }

/** The product as it is started, on the ground's database, with its first owner entered and a key for the intake. */
export async function withProgram<T>(
  { connection }: Pick<Ground, 'connection'>,
  use: (running: Running) => Promise<T>,
  environment: Readonly<Record<string, string>> = {},
): Promise<T> {
  const program = await startProgram({ DATABASE_URL: urlOf(connection), ...environment })
  try {
    const cookie = await enter(program)
    return await use({ program, cookie, key: await aKey(program.url, cookie, ['intake']) })
  } finally {
    await program.stop()
  }
}

function urlOf(connection: Ground['connection']): string {
  if ('connectionString' in connection) return connection.connectionString
  const { host, port, user, password, database } = connection
  return `postgres://${user}:${encodeURIComponent(password)}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
}

/** How many, and within how many milliseconds. */
export type Took = { readonly count: number; readonly p50: number; readonly p99: number }

export type Pressed = {
  readonly requests: number
  /** The message ids that were answered with 2xx. */
  readonly acknowledged: readonly string[]
  readonly failed: number
  /** Of those that failed: turned away with 429 or 503. */
  readonly shed: Took
  /** As each was answered with 2xx, where the others count the time for which one that was late held up the next. */
  readonly taken: Took
  readonly p50: number
  readonly p99: number
}

/** One event a request to `to`, by `key` or by several in turn; without a rate as much as the connections can. */
export async function press({
  to,
  key,
  seconds,
  seed,
  rate,
  connections = 32,
  bodyOf = (event) => event,
}: {
  to: string
  key: string | readonly string[]
  seconds: number
  seed: string
  rate?: number
  connections?: number
  bodyOf?: (event: Readonly<Record<string, unknown>>) => unknown
}): Promise<Pressed> {
  let made = 0
  const keys = [key].flat()
  const acknowledged: string[] = []
  const [shed, taken]: [number[], number[]] = [[], []]
  const options: autocannon.Options = {
    url: to,
    method: 'POST',
    connections,
    duration: seconds,
    ...(rate === undefined ? { maxConnectionRequests: MOST_REQUESTS / connections } : { overallRate: rate }),
    requests: [
      {
        setupRequest: (request, context: { id?: string }) => {
          const event = anEvent(seed, ++made)
          context.id = event.messageId
          const authorization = `Basic ${btoa(`${keys[made % keys.length]}:`)}`
          return { ...request, headers: { 'content-type': 'application/json', authorization }, body: JSON.stringify(bodyOf(event)) } // prettier-ignore
        },
        onResponse: (status, _body, context: { id?: string }) => {
          if (status < 300 && context.id !== undefined) acknowledged.push(context.id)
        },
      },
    ],
  }
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const pressing = autocannon(options, (error: unknown, result) =>
      error ? reject(error as Error) : resolve(result),
    )
    pressing.on('response', (_client, status, _bytes, tookMs) => {
      if (status < 300) taken.push(tookMs)
      else if (status === 429 || status === 503) shed.push(tookMs)
    })
  })
  return {
    requests: result.requests.total,
    acknowledged,
    failed: result.non2xx + result.errors,
    shed: tookOf(shed),
    taken: tookOf(taken),
    p50: result.latency.p50,
    p99: result.latency.p99,
  }
}

function tookOf(times: readonly number[]): Took {
  const within = (share: number) => (times.length === 0 ? 0 : Math.round(quantile(times, share)))
  return { count: times.length, p50: within(0.5), p99: within(0.99) }
}

/** How many of these messages do not stand in the database exactly once. */
export async function countMissing({ db }: Ground, ids: readonly string[]): Promise<number> {
  const { rows } = await db.owner(({ client }) =>
    client.query<{ n: number }>(
      `select count(*)::int as n from unnest($1::text[]) wanted(id)
       left join (select message_id, count(*) as times from entry group by 1) kept on kept.message_id = wanted.id
       where kept.times is distinct from 1`,
      [ids],
    ),
  )
  return rows[0]?.n ?? ids.length
}

/** Nine looks at a product, then a message, of 20,000 customers. */
export function anEvent(seed: string, number: number) {
  const base = { messageId: `${seed}-${number}`, userId: `user-${(number * 7919) % 20_000}` }
  return number % 10 === 0
    ? {
        ...base,
        event: 'Contact Received',
        properties: { message: 'Where is my order? It was due on Tuesday.' },
      }
    : { ...base, event: 'Product Viewed', properties: { name: 'Wren dress', price: 148, currency: 'USD' } }
}

export type Page = { isOpen(): boolean; close(): void }

/** A page that listens as a browser does. */
export function listen(url: string, cookie: string): Promise<Page> {
  return new Promise((resolve, reject) => {
    let isOpen = false
    const request = get(`${url}/live`, { headers: { cookie } }, (response) => {
      isOpen = response.statusCode === 200
      response
        .on('error', () => (isOpen = false))
        .on('close', () => (isOpen = false))
        .resume()
      resolve({ isOpen: () => isOpen, close: () => void request.destroy() })
    }).on('error', (error) => (isOpen ? undefined : reject(error)))
  })
}

/** Prints a line and leaves it for the report, as the checks do. */
export function leave(
  check: string,
  cases: number,
  facts: Readonly<Record<string, number | string>>,
  size: 'P' | 'L' = 'L',
): void {
  const line = { check, seed: 0, size, cases, facts, at: new Date().toISOString(), load: loadavg()[0] }
  console.log(`check:${check}: ${cases} requests, ${Object.entries(facts).map(([name, value]) => `${name} ${value}`).join(', ')}`) // prettier-ignore
  const report = process.env['CHECK_REPORT']
  if (report) appendFileSync(report, `${JSON.stringify(line)}\n`)
}
