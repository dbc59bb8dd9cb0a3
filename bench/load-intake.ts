/**
 * SAFETY.md G25: 500 events a second with 200 pages listening; what was acknowledged stands in the database, and the whole product is
 * held against a bare server on the same one.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { aKey } from '../src/testing/program.ts'
import { serve } from './intake.ts'
import { onGround, type Ground } from './ground.ts'
import {
  countMissing,
  leave,
  LIMIT_P99_MS,
  listen,
  press,
  SECONDS,
  withProgram,
  type Running,
} from './load-parts.ts'

const EVENTS_A_SECOND = 500
const PAGES = 200
/** Events a second of the whole product, of those the bare server takes in. */
const LEAST_RATIO = 0.4
const COMPARED_S = Math.min(SECONDS, 10)
const KEYS = 8

/** Whether it is within the limits. */
export function loadIntake(): Promise<boolean> {
  return onGround((ground) =>
    withProgram(ground, async (running) => {
      const isSteady = await steady(ground, running)
      return (await besideBare(ground, running)) && isSteady
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
