/** SAFETY.md G27: 100 events a second for three minutes, 45 with `SIZE=L`, while pages come and go: memory, open files and the event loop. Linux. */
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { onGround, quantile, type Ground } from './ground.ts'
import { leave, listen, press, withProgram, type Page, type Running } from './load-parts.ts'

const IS_LONG = process.env['SIZE'] === 'L'
const SOAK_S = Number(process.env['LOAD_SECONDS'] ?? (IS_LONG ? 45 * 60 : 180))
const WARM_S = Math.min(SOAK_S / 3, 300)
const EVENTS_A_SECOND = 100
const PAGES = 40
const SAMPLE_MS = 2_000
const LIMIT_LAG_MS = 100
/** Open files more at the end than after warming up. */
const LIMIT_MORE_FILES = 10
/** A short run sees the heap fill for the first time: its slope only shows what is badly wrong. */
const LIMIT_MB_A_MINUTE = IS_LONG ? 1 : 25

type Sample = { readonly atS: number; readonly mb: number; readonly files: number }

/** Whether it is within the limits. */
export function loadSoak(): Promise<boolean> {
  const lag = new URL('load-lag.ts', import.meta.url).href
  return onGround((ground) =>
    withProgram(ground, (running) => soak(ground, running), { NODE_OPTIONS: `--import=${lag}` }),
  )
}

async function soak({ db }: Ground, { program, cookie, key }: Running): Promise<boolean> {
  const pid = program.child.pid ?? 0
  const pages = await Promise.all(Array.from({ length: PAGES }, () => listen(program.url, cookie)))
  const samples: Sample[] = []
  let isOver = false
  const watching = watch(pid, samples, () => isOver)
  const coming = comeAndGo(
    pages,
    () => listen(program.url, cookie),
    () => isOver,
  )
  const pressed = await press({
    to: `${program.url}/v1/track`,
    key,
    seconds: SOAK_S,
    rate: EVENTS_A_SECOND,
    connections: 8,
    seed: 'soak',
  }).finally(() => (isOver = true))
  await watching
  const came = await coming
  for (const page of pages) page.close()

  const warm = samples.filter(({ atS }) => atS > WARM_S)
  const filesOf = (part: readonly Sample[]) => quantile(part.map(({ files }) => files), 0.5) // prettier-ignore
  const quarter = Math.ceil(warm.length / 4)
  const more = filesOf(warm.slice(-quarter)) - filesOf(warm.slice(0, quarter))
  const lags = [...program.said().matchAll(/^lag (\d+) ([\d.]+)$/gm)].filter(([, one]) => Number(one) === pid).map(([, , ms]) => Number(ms)) // prettier-ignore
  const worst = lags.slice(Math.floor(lags.length / 3))
  const kept = [...program.said().matchAll(/^kept (\d+) ([\d.]+)$/gm)].filter(([, one]) => Number(one) === pid).map(([, , mb]) => Number(mb)) // prettier-ignore
  const ofKept = (part: readonly number[]) => (part.length === 0 ? 'unknown' : quantile(part, 0.5))
  const third = Math.ceil(kept.length / 3)
  const slope = slopeOf(warm)
  const { rows } = await db.owner(({ client }) =>
    client.query<{ share: number }>(
      `select round(100.0 * sum(n_dead_tup) / greatest(sum(n_dead_tup + n_live_tup), 1), 1)::float as share from pg_stat_user_tables`,
    ),
  )
  const lagP99 = quantile(worst, 0.99)
  leave(
    'soak',
    pressed.requests,
    {
      minutes: Math.round(SOAK_S / 6) / 10,
      'not 2xx': pressed.failed,
      'p99 ms': pressed.p99,
      'MB at the end': samples.at(-1)?.mb ?? 0,
      'MB/min after warm-up': Math.round(slope * 10) / 10,
      'MB kept by the first cleanings': ofKept(kept.slice(0, third)),
      'MB kept by the last': ofKept(kept.slice(-third)),
      'more open files': more,
      'pages that came and went': came,
      'lag p99 ms': Math.round(lagP99),
      'dead rows %': rows[0]?.share ?? 'unknown',
      ended: program.child.exitCode ?? 'no',
    },
    IS_LONG ? 'L' : 'P',
  )
  return (
    pressed.failed === 0 &&
    program.child.exitCode === null &&
    slope < LIMIT_MB_A_MINUTE &&
    more <= LIMIT_MORE_FILES &&
    lagP99 < LIMIT_LAG_MS
  )
}

async function watch(pid: number, samples: Sample[], isOver: () => boolean): Promise<void> {
  const began = performance.now()
  while (!isOver()) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    samples.push({
      atS: (performance.now() - began) / 1_000,
      mb: Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024),
      files: (await readdir(`/proc/${pid}/fd`)).length,
    })
    await sleep(SAMPLE_MS)
  }
}

/** One page a second goes, and another comes; answers how many did. */
async function comeAndGo(pages: Page[], open: () => Promise<Page>, isOver: () => boolean): Promise<number> {
  let count = 0
  for (; !isOver(); count++) {
    pages[count % PAGES]?.close()
    pages[count % PAGES] = await open()
    await sleep(1_000)
  }
  return count
}

/** Least squares: megabytes a minute. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number) =>
    samples.reduce((sum, one) => sum + of(one), 0) / samples.length
  const [x, y] = [mean(({ atS }) => atS), mean(({ mb }) => mb)]
  const above = samples.reduce((sum, { atS, mb }) => sum + (atS - x) * (mb - y), 0)
  const below = samples.reduce((sum, { atS }) => sum + (atS - x) ** 2, 0)
  return below === 0 ? 0 : (above / below) * 60
}
