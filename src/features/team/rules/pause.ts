/** How long wrong guesses make the next one wait: longer and longer from one place, never long enough to keep an owner out. Pure. */

export type PauseKind = 'pair' | 'address' | 'code'

/**
 * `free`: guesses that cost nothing. After them the wait doubles from one second up to `most`, in seconds.
 * A pair is an address tried from one network; an address counts whoever tries, so its wait stays short: a stranger
 * who goes on guessing must not lock out whom he guesses at.
 */
const LIMITS: Readonly<Record<PauseKind, { readonly free: number; readonly most: number }>> = {
  pair: { free: 5, most: 15 * 60 },
  address: { free: 20, most: 30 },
  code: { free: 5, most: 5 * 60 },
}

/** After that long without a guess everything is forgotten. */
const FORGOTTEN_MS = 60 * 60_000

type Counted = { readonly failures: number; readonly lastAt: Date; readonly untilAt: Date }

/** Counts a guess that begins now; `waitSeconds` is set where it comes too early and is not looked at, nor counted. */
export function countGuess(
  before: Counted,
  kind: PauseKind,
  now: Date,
): { waitSeconds: number; next: Counted } {
  const waitMs = before.untilAt.getTime() - now.getTime()
  if (waitMs > 0) return { waitSeconds: Math.ceil(waitMs / 1000), next: before }
  const isForgotten = now.getTime() - before.lastAt.getTime() > FORGOTTEN_MS
  const failures = (isForgotten ? 0 : before.failures) + 1
  return {
    waitSeconds: 0,
    next: { failures, lastAt: now, untilAt: new Date(now.getTime() + pauseSeconds(failures, kind) * 1000) },
  }
}

/** Seconds to wait after so many wrong guesses. */
export function pauseSeconds(failures: number, kind: PauseKind): number {
  const { free, most } = LIMITS[kind]
  return failures < free ? 0 : Math.min(most, 2 ** Math.min(failures - free, 20))
}

/** Where an asker stands: her IPv4 address, or the network of her IPv6 one, of which she may have any number. */
export function networkOf(ip: string): string {
  if (!ip.includes(':')) return ip
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)
  if (mapped?.[1] !== undefined) return mapped[1]
  const [head = '', tail] = ip.split('::')
  const groups = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const whole =
    tail === undefined
      ? groups
      : [...groups, ...Array<string>(Math.max(0, 8 - groups.length - last.length)).fill('0'), ...last]
  return `${whole
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
