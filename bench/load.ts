/**
 * Load on the running product, on demand (SAFETY.md G25, G28): `npm run check:load` starts it on data of its own, on loopback, with a
 * bounded number of requests and seconds, and fails over its limits. G25: 500 events a second with 200 pages listening. G28: as
 * much as eight senders can press, after which it answers as before.
 */
import { appendFileSync } from 'node:fs'
import { get } from 'node:http'
import { loadavg } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import autocannon from 'autocannon'
import { makeTestDirectory } from '../src/testing/directory.ts'
import { aKey, enter, startProgram } from '../src/testing/program.ts'

const SECONDS = Number(process.env['LOAD_SECONDS'] ?? 60)
const EVENTS_A_SECOND = 500
const PAGES = 200
const LIMIT_P99_MS = 150
/** The highest rate that is pressed, whatever the machine could: traffic stays bounded. */
const MOST_REQUESTS = 200_000
/** After an overload the product answers as before within so many seconds. */
const BACK_WITHIN_S = 10

const directory = await makeTestDirectory('load')
const program = await startProgram({ SPOONFUL_DATA: directory.path })
try {
  const cookie = await enter(program)
  const key = await aKey(program.url, cookie, ['intake'])
  const pages = await Promise.all(Array.from({ length: PAGES }, () => listen(cookie)))
  const lag = monitorEventLoopDelay({ resolution: 10 })
  lag.enable()
  await press(key, { seconds: 3, rate: EVENTS_A_SECOND, seed: 'warm' })
  const steady = await press(key, { seconds: SECONDS, rate: EVENTS_A_SECOND, seed: 'steady' })
  leave('load', steady.requests, {
    'events/s': Math.round(steady.acknowledged / SECONDS),
    'p50 ms': steady.p50,
    'p99 ms': steady.p99,
    'not 2xx': steady.failed,
    'pages listening': pages.filter((page) => page.isOpen()).length,
    'p99 lag of the sender ms': Math.round(lag.percentile(99) / 1e6),
  })
  const flood = await press(key, { seconds: Math.min(SECONDS, 30), rate: undefined, seed: 'flood' })
  const backAfter = await secondsUntilQuick(key)
  leave('overload', flood.requests, {
    'acknowledged/s': Math.round(flood.acknowledged / Math.min(SECONDS, 30)),
    'p99 ms': flood.p99,
    '429 or 503': flood.shed,
    'other failures': flood.failed - flood.shed,
    'as before after s': backAfter ?? 'never',
    'ready afterwards': (await fetch(`${program.url}/readyz`)).status,
  })
  for (const page of pages) page.close()
  const isFine =
    steady.failed === 0 && steady.p99 < LIMIT_P99_MS && flood.failed === flood.shed && backAfter !== undefined
  console.log(isFine ? 'within the limits' : 'NOT within the limits')
  process.exitCode = isFine ? 0 : 1
} finally {
  await program.stop()
  await directory.remove()
}

type Pressed = {
  readonly requests: number
  readonly acknowledged: number
  readonly failed: number
  readonly shed: number
  readonly p50: number
  readonly p99: number
}

/** One event a request; without a rate as much as eight connections can. */
async function press(
  key: string,
  { seconds, rate, seed }: { seconds: number; rate: number | undefined; seed: string },
): Promise<Pressed> {
  let made = 0
  const result = await autocannon({
    url: `${program.url}/v1/track`,
    method: 'POST',
    connections: rate === undefined ? 64 : 32,
    duration: seconds,
    ...(rate === undefined ? { maxConnectionRequests: MOST_REQUESTS / 64 } : { overallRate: rate }),
    headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${key}:`)}` },
    requests: [{ setupRequest: (request) => ({ ...request, body: anEvent(seed, ++made) }) }],
  })
  const statuses = Object.entries(result.statusCodeStats ?? {})
  const shed = statuses.reduce(
    (sum, [status, { count = 0 }]) => sum + (status === '429' || status === '503' ? count : 0),
    0,
  )
  return {
    requests: result.requests.total,
    acknowledged: result['2xx'],
    failed: result.non2xx + result.errors,
    shed,
    p50: result.latency.p50,
    p99: result.latency.p99,
  }
}

function anEvent(seed: string, number: number): string {
  const base = { messageId: `${seed}-${number}`, userId: `user-${(number * 7919) % 20_000}` }
  return JSON.stringify(
    number % 10 === 0
      ? {
          ...base,
          event: 'Contact Received',
          properties: { message: 'Where is my order? It was due on Tuesday.' },
        }
      : { ...base, event: 'Product Viewed', properties: { name: 'Wren dress', price: 148, currency: 'USD' } },
  )
}

/** A page that listens as a browser does. */
function listen(cookie: string): Promise<{ isOpen: () => boolean; close: () => void }> {
  return new Promise((resolve, reject) => {
    let isOpen = false
    const request = get(`${program.url}/live`, { headers: { cookie } }, (response) => {
      isOpen = response.statusCode === 200
      response.resume().on('close', () => (isOpen = false))
      resolve({ isOpen: () => isOpen, close: () => void request.destroy() })
    }).on('error', (error) => (isOpen ? undefined : reject(error)))
  })
}

/** Seconds until ten events in a row are taken quickly again; undefined where they are not in time. */
async function secondsUntilQuick(key: string): Promise<number | undefined> {
  for (let second = 0; second <= BACK_WITHIN_S; second++) {
    const { failed, p99 } = await press(key, { seconds: 1, rate: 20, seed: `after-${second}` })
    if (failed === 0 && p99 < LIMIT_P99_MS) return second
    await sleep(100)
  }
  return undefined
}

/** Prints a line and leaves it for the report, as the checks do. */
function leave(check: string, cases: number, facts: Readonly<Record<string, number | string>>): void {
  const line = { check, seed: 0, size: 'L', cases, facts, at: new Date().toISOString(), load: loadavg()[0] }
  console.log(`check:${check}: ${cases} requests, ${Object.entries(facts).map(([name, value]) => `${name} ${value}`).join(', ')}`) // prettier-ignore
  const report = process.env['CHECK_REPORT']
  if (report) appendFileSync(report, `${JSON.stringify(line)}\n`)
}
