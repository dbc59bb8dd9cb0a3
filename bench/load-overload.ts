/**
 * SAFETY.md G28: five times the most that the product takes, for a minute, by several keys, so that no key's own limit helps. What is
 * too much is turned away at once, what was acknowledged stands in the database, and afterwards all is as before.
 */
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { aKey } from '../src/testing/program.ts'
import { onGround } from './ground.ts'
import { countMissing, leave, LIMIT_P99_MS, press, SECONDS, withProgram, type Running } from './load-parts.ts'

const TIMES = 5
const KEYS = 16
/** While the most is found. */
const BUSY_CONNECTIONS = 64
/** More than may be inside at once: those who are turned away come again beside them. */
const CONNECTIONS = 600
const SHED_WITHIN_MS = 100
const BACK_WITHIN_S = 10

/** Whether it is within the limits. */
export function loadOverload(): Promise<boolean> {
  return onGround((ground) =>
    withProgram(ground, async ({ program, cookie, key }: Running) => {
      const keys = await Promise.all(
        Array.from({ length: KEYS }, () => aKey(program.url, cookie, ['intake'])),
      )
      const to = `${program.url}/v1/track`
      const busy = { to, key: keys, connections: BUSY_CONNECTIONS }
      await press({ ...busy, seconds: 3, seed: 'warm' })
      const most = await press({ ...busy, seconds: Math.min(SECONDS, 15), seed: 'most' })
      const mostASecond = most.acknowledged.length / Math.min(SECONDS, 15)

      const rate = Math.round(TIMES * mostASecond)
      const pressed = await press({
        to,
        key: keys,
        seconds: SECONDS,
        seed: 'over',
        rate,
        connections: CONNECTIONS,
      })
      const backAfter = await secondsUntilQuick(to, key)
      const missing = await countMissing(ground, [...most.acknowledged, ...pressed.acknowledged])
      const otherFailures = pressed.failed - pressed.shed.count
      leave('overload', pressed.requests, {
        'the most/s': Math.round(mostASecond),
        'asked for/s': rate,
        'sent/s': Math.round(pressed.requests / SECONDS),
        'acknowledged/s': Math.round(pressed.acknowledged.length / SECONDS),
        '429 or 503': pressed.shed.count,
        'turned away within ms, p50': pressed.shed.p50,
        'turned away within ms, p99': pressed.shed.p99,
        'acknowledged within ms, p99': pressed.taken.p99,
        'other failures': otherFailures,
        'acknowledged and not stored once': missing,
        'as before after s': backAfter ?? 'never',
        'most MB': await mostMegabytes(program.child.pid ?? 0),
        'ready afterwards': (await fetch(`${program.url}/readyz`)).status,
      })
      return (
        pressed.shed.count > 0 &&
        pressed.shed.p99 < SHED_WITHIN_MS &&
        otherFailures === 0 &&
        missing === 0 &&
        backAfter !== undefined &&
        program.child.exitCode === null
      )
    }),
  )
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

/** The most memory that a process has held so far, as Linux tells it. */
async function mostMegabytes(pid: number): Promise<number | string> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const [, kilobytes] = /^VmHWM:\s+(\d+)/m.exec(status) ?? []
  return kilobytes === undefined ? 'not told' : Math.round(Number(kilobytes) / 1024)
}
