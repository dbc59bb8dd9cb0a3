/** SAFETY.md G2, G2b: kill -9 under writes. What was acknowledged is there, once, and the product comes back by itself. SIZE, KILLS and SEED can be set. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { markOf } from '#platform/postgres/directory-lock.ts'
import { readPostmaster } from '#platform/postgres/leftover.ts'
import { IS_LONG, SEED, sized, tally } from '#testing/checks/run.ts'
import { makeTestDirectory } from '#testing/directory.ts'
import { aKey, enter, startProgram, type Program } from '#testing/program.ts'
import { seededChance } from '#testing/workspace.ts'
import { writersWith, type Writers } from './writers.ts'

const KILLS = Number(process.env['KILLS'] ?? sized(20, 200))
/** Not in every push: this takes minutes. */
const DATABASE_KILLS = Number(process.env['KILLS'] ?? 50)

let directory: Awaited<ReturnType<typeof makeTestDirectory>>
let environment: Record<string, string>
let program: Program
let writers: Writers

beforeEach(async () => {
  directory = await makeTestDirectory('crash')
  environment = { SPOONFUL_DATA: directory.path }
  program = await startProgram(environment)
  writers = writersWith(await aKey(program.url, await enter(program), ['intake', 'read']))
})
afterEach(async () => {
  await program.stop()
  await directory.remove()
})

test(
  `of what was acknowledged nothing is lost over ${KILLS} kills`,
  { timeout: KILLS * 60_000 },
  async () => {
    const counted = tally('crash')
    const upTo = dice()
    let slowest = 0
    for (let kill = 0; kill < KILLS; kill++) {
      const stop = writers.start(program.url)
      await wait(30 + upTo(1_470))
      await program.kill()
      await stop()
      const began = performance.now()
      program = await startProgram(environment)
      slowest = Math.max(slowest, performance.now() - began)
      counted.add()
    }
    const { stored, twice, lost } = await writers.compare(program.url)
    expect({ twice, lost }).toEqual({ twice: [], lost: [] })
    expect(writers.acknowledged.size).toBeGreaterThan(KILLS)
    counted.end(KILLS, {
      acknowledged: writers.acknowledged.size,
      stored,
      lost: lost.length,
      'slowest start again s': Math.round(slowest / 100) / 10,
    })
  },
)

test.runIf(IS_LONG)(
  `nor over ${DATABASE_KILLS} kills of the database and of one of its connections, without a new start`,
  { timeout: DATABASE_KILLS * 60_000 + 60_000 },
  async () => {
    const counted = tally('crash-database')
    const upTo = dice()
    let slowest = 0
    const stop = writers.start(program.url)
    try {
      for (let kill = 0, done = 0; done < DATABASE_KILLS; kill++) {
        await wait(30 + upTo(1_470))
        const server = await postmasterOf(directory.path)
        const isServer = kill % 2 === 0
        const victims = isServer ? [server] : await connectionsOf(server)
        const began = performance.now()
        if (!end(victims[upTo(victims.length)] ?? server)) continue
        // The other connections go on for a moment: what they acknowledge is kept, but is no way back.
        await wait(500)
        if (isServer)
          await expect.poll(() => postmasterOf(directory.path), { timeout: 50_000 }).not.toBe(server)
        const before = writers.acknowledged.size
        await expect
          .poll(() => writers.acknowledged.size, { timeout: 50_000, interval: 20 })
          .toBeGreaterThan(before)
        slowest = Math.max(slowest, performance.now() - began)
        counted.add()
        done += 1
      }
    } catch (error) {
      throw new Error(
        `after ${program.child.exitCode ?? 'no'} exit, ${program.child.signalCode}: ${program.said().slice(-3_000)}`,
        { cause: error },
      )
    } finally {
      await stop()
    }
    expect(program.child.exitCode).toBeNull()
    const { stored, twice, lost } = await writers.compare(program.url)
    expect({ twice, lost }).toEqual({ twice: [], lost: [] })
    counted.end(DATABASE_KILLS, {
      acknowledged: writers.acknowledged.size,
      stored,
      lost: lost.length,
      'slowest until the next acknowledgement s': Math.round(slowest / 100) / 10,
    })
  },
)

/** Numbers below a bound, the same from the same SEED. */
function dice(): (most: number) => number {
  const random = seededChance(SEED)
  return (most) => ((random(2)[0] ?? 0) * 256 + (random(1)[0] ?? 0)) % most
}

/** kill -9; false where the process had ended by itself. */
function end(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL')
  } catch {
    return false
  }
}

/** The server that runs now; waits for one. */
async function postmasterOf(data: string): Promise<number> {
  for (const until = Date.now() + 50_000; ; await wait(50)) {
    const found = await readPostmaster(join(data, 'postgres'))
    if (found && (await markOf(found.pid)) !== '') return found.pid
    if (Date.now() > until) throw new Error('no database server has come back')
  }
}

/** The processes of the server that serve somebody; the one of `server` alone where nobody is connected. */
async function connectionsOf(server: number): Promise<number[]> {
  const children = (await readFile(`/proc/${server}/task/${server}/children`, 'utf8').catch(() => ''))
    .split(' ')
    .filter((pid) => pid !== '')
  const named = await Promise.all(
    children.map(async (pid) => [pid, await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')]),
  )
  const serving = named.filter(([, name]) => name?.includes('spoonful')).map(([pid]) => Number(pid))
  return serving.length > 0 ? serving : [server]
}
