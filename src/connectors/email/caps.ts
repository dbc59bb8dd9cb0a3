/** How much mail may go out before a person has to look (R12): two machines that answer each other come to rest here. Pure. */
import { DAY_MS, MINUTE_MS } from '#kit/time.ts'

/** Who wrote it: a person of the team, or a machine, to a customer or to the team. */
export type Writer = 'person' | 'survey' | 'team'

/** Mails within 24 hours to one address and in one thread; within one hour from the whole workspace. */
type Caps = { readonly address: number; readonly thread: number; readonly hour: number }

/** What a person sends is capped too: a program in her name that answers a machine is an agent in a loop. */
export const CAPS: Readonly<Record<Writer, Caps>> = {
  person: { address: 40, thread: 30, hour: 2_000 },
  // One letter of a machine to an address a day, three in a thread (SAFETY.md G19).
  survey: { address: 1, thread: 3, hour: 1_000 },
  team: { address: 6, thread: 6, hour: 200 },
}
export const DAY_WINDOW_MS = DAY_MS
export const HOUR_WINDOW_MS = 60 * MINUTE_MS

/** What went out within the window, and the first of it. */
export type Sent = { readonly count: number; readonly firstAt: Date | null }

export type CapDecision =
  { readonly allowed: true } | { readonly allowed: false; readonly because: string; readonly until: Date }

/** Whether one more mail may go out, this one not counted. */
export function decideCap(
  writer: Writer,
  sent: { readonly address: Sent; readonly thread: Sent; readonly hour: Sent },
  to: string,
): CapDecision {
  const caps = CAPS[writer]
  const over = (one: Sent, cap: number, windowMs: number, words: string): CapDecision | undefined =>
    one.count >= cap && one.firstAt !== null
      ? { allowed: false, because: words, until: new Date(one.firstAt.getTime() + windowMs) }
      : undefined
  return (
    over(
      sent.address,
      caps.address,
      DAY_WINDOW_MS,
      `${to} got ${sent.address.count} mails within 24 hours, which is the most there may be: look whether two machines answer each other.`,
    ) ??
    over(
      sent.thread,
      caps.thread,
      DAY_WINDOW_MS,
      `This conversation got ${sent.thread.count} mails within 24 hours, which is the most there may be: look whether two machines answer each other.`,
    ) ??
    over(
      sent.hour,
      caps.hour,
      HOUR_WINDOW_MS,
      `${sent.hour.count} mails went out within an hour, which is the most there may be: look what sends them.`,
    ) ?? { allowed: true }
  )
}

/** Addresses that only machines read: no machine writes to them. */
export const isMachineAddress = (address: string): boolean =>
  /^(?:no-?_?reply|do-?_?not-?_?reply|mailer-daemon|postmaster|bounces?|listserv|majordomo)(?:[+._=-][^@]*)?@/i.test(
    address,
  )
