/**
 * SAFETY.md G25 and G28: 500 events a second with 200 pages listening, then as much as 64 connections press; what was
 * acknowledged stands in the database, and the whole product is held against a bare server on the same one.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { aKey } from '../src/testing/program.ts'
import { serve } from './intake.ts'
import { onGround, type Ground } from './ground.ts'
import { leave, listen, press, SECONDS, withProgram, type Running } from './load-parts.ts'

const EVENTS_A_SECOND = 500
const PAGES = 200
const LIMIT_P99_MS = 150
/** After an overload the product answers as before within so many seconds. */
const BACK_WITHIN_S = 10
/** Events a second of the whole product, of those the bare server takes in. */
const LEAST_RATIO = 0.4
const COMPARED_S = Math.min(SECONDS, 10)
const KEYS = 8
const FLOOD_S = Math.min(SECONDS, 30)

/** Whether it is within the limits. */
export function loadIntake(): Promise<boolean> {
  return onGround((ground) =>
    withProgram(ground, async (running) => {
      const isSteady = await steady(ground, running)
      const isShed = await flood(ground, running)
      return (await besideBare(ground, running)) && isSteady && isShed
    }),
  )
}

/** The comparison alone. */
export function loadBeside(): Promise<boolean> {
  return onGround((ground) => withProgram(ground, (running) => besideBare(ground, running)))
}

async function steady(ground: Ground, { program, cookie, key }: Running): Promise<boolean> {
  const pages = await Promise.all(Array.from({ length: PAGES }, () => listen(program.url, cookie)))
  const lag = monitorEventLoopDelay({ resolution: 10 })
  const to = `${program.url}/v1/track`
  await press({ to, key, seconds: 3, rate: EVENTS_A_SECOND, seed: 'warm' })
  lag.enable()
  const pressed = await press({ to, key, seconds: SECONDS, rate: EVENTS_A_SECOND, seed: 'steady' })
  const missing = await countMissing(ground, pressed.acknowledged)
  const listening = pages.filter((page) => page.isOpen()).length
  leave('load', pressed.requests, {
    'events/s': Math.round(pressed.acknowledged.length / SECONDS),
    'p50 ms': pressed.p50,
    'p99 ms': pressed.p99,
    'not 2xx': pressed.failed,
    'acknowledged and not stored once': missing,
    'pages listening': listening,
    'p99 lag of the sender ms': Math.round(lag.percentile(99) / 1e6),
  })
  for (const page of pages) page.close()
  return pressed.failed === 0 && pressed.p99 < LIMIT_P99_MS && missing === 0 && listening === PAGES
}

async function flood(ground: Ground, { program, key }: Running): Promise<boolean> {
  const to = `${program.url}/v1/track`
  const pressed = await press({ to, key, seconds: FLOOD_S, connections: 64, seed: 'flood' })
  const backAfter = await secondsUntilQuick(to, key)
  const missing = await countMissing(ground, pressed.acknowledged)
  leave('overload', pressed.requests, {
    'acknowledged/s': Math.round(pressed.acknowledged.length / FLOOD_S),
    'p99 ms': pressed.p99,
    '429 or 503': pressed.shed,
    'other failures': pressed.failed - pressed.shed,
    'acknowledged and not stored once': missing,
    'as before after s': backAfter ?? 'never',
    'ready afterwards': (await fetch(`${program.url}/readyz`)).status,
  })
  return pressed.failed === pressed.shed && missing === 0 && backAfter !== undefined
}

/** Rounds alternate, so that both meet the same machine; few enough connections that nothing is refused. */
async function besideBare({ connection }: Ground, { program, cookie }: Running): Promise<boolean> {
  // A key may send a thousand events a second: by one alone, that limit would be measured.
  const keys = await Promise.all(Array.from({ length: KEYS }, () => aKey(program.url, cookie, ['intake'])))
  const bare = await serve('bare', { connection })
  try {
    const sums = { ours: 0, bare: 0, refused: 0 }
    const both = { key: keys, seconds: COMPARED_S, connections: 8 }
    for (let round = 0; round < 2; round++) {
      const theirs = await press({
        ...both,
        to: `${bare.url}/v1/batch`,
        seed: `bare-${round}`,
        bodyOf: (event) => ({ batch: [{ ...event, type: 'track', timestamp: new Date().toISOString() }] }),
      })
      const ours = await press({ ...both, to: `${program.url}/v1/track`, seed: `beside-${round}` })
      sums.bare += theirs.acknowledged.length
      sums.ours += ours.acknowledged.length
      sums.refused += theirs.failed + ours.failed
    }
    const ratio = Math.round((sums.ours / sums.bare) * 100) / 100
    leave('beside-bare', sums.ours + sums.bare, {
      'ours/s': Math.round(sums.ours / (2 * COMPARED_S)),
      'bare/s': Math.round(sums.bare / (2 * COMPARED_S)),
      ratio,
      'not 2xx': sums.refused,
    })
    return ratio >= LEAST_RATIO
  } finally {
    await bare.stop()
  }
}

/** How many of these messages do not stand in the database exactly once. */
async function countMissing({ db }: Ground, ids: readonly string[]): Promise<number> {
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

/** Seconds until ten events in a row are taken quickly again; undefined where they are not in time. */
async function secondsUntilQuick(to: string, key: string): Promise<number | undefined> {
  for (let second = 0; second <= BACK_WITHIN_S; second++) {
    const { failed, p99 } = await press({ to, key, seconds: 1, rate: 20, seed: `after-${second}` })
    if (failed === 0 && p99 < LIMIT_P99_MS) return second
    await sleep(100)
  }
  return undefined
}
