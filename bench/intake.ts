/** Intake by HTTP to the stored entry, in batches of 100, against the least server that keeps events, on the same PostgreSQL in the same run. */
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { createKey } from '../src/features/team/index.ts'
import { onGround, type Ground, type Measure } from './ground.ts'

const ROUNDS = 3
const SECONDS = 5

/** Entries acknowledged a second; the limit is the bare server's figure. Rounds alternate, so that both meet the same machine. */
export function benchIntake(): Promise<readonly Measure[]> {
  return onGround(async (ground) => {
    const scope = await ground.newScope()
    const { secret } = await createKey(scope, { name: 'Bench', scopes: ['intake'], trust: 'server' })
    const ours = await serve('ours', ground)
    const bare = await serve('bare', ground)
    try {
      await load(ours.url, secret, 2, 'warm-ours')
      await load(bare.url, secret, 2, 'warm-bare')
      const sums = { ours: 0, bare: 0 }
      for (let round = 0; round < ROUNDS; round++) {
        sums.bare += await load(bare.url, secret, SECONDS, `bare-${round}`)
        sums.ours += await load(ours.url, secret, SECONDS, `ours-${round}`)
      }
      return [
        {
          name: 'intake',
          value: Math.round(sums.ours / ROUNDS),
          unit: 'entries/s',
          limit: Math.round(sums.bare / ROUNDS),
          ratio: Math.round((sums.ours / sums.bare) * 100) / 100,
        },
      ]
    } finally {
      await Promise.all([ours.stop(), bare.stop()])
    }
  })
}

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** One of the two servers in a process of its own, on the ground's database. */
export async function serve(which: 'ours' | 'bare', { connection }: Pick<Ground, 'connection'>) {
  const child = spawn(process.execPath, [script('intake-server.ts'), which, JSON.stringify(connection)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await firstLine(child)
  return {
    url,
    stop: async () => {
      const gone = once(child, 'exit')
      child.kill()
      await gone
    },
  }
}

/** Events acknowledged a second. Throws when any was not. */
async function load(url: string, key: string, seconds: number, seed: string): Promise<number> {
  const child = spawn(process.execPath, [script('intake-load.ts'), url, key, String(seconds), seed], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = await firstLine(child)
  const {
    events,
    seconds: took,
    failed,
  } = JSON.parse(line) as { events: number; seconds: number; failed: number }
  if (failed > 0) throw new Error(`${failed} requests were not acknowledged`)
  return events / took
}

async function firstLine(child: ChildProcessByStdio<null, Readable, null>): Promise<string> {
  for await (const line of createInterface(child.stdout)) return line
  throw new Error(`A process of the benchmark ended by itself (${child.spawnargs.at(1) ?? ''})`)
}
