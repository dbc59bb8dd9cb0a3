/** Tells people from machines without asking a third party: a signed time, a field nobody sees, links, and how much comes from one place. Pure. */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** What becomes of a message: taken, shown again for one more press, or set aside for a person to look at. */
export type SpamVerdict =
  | { readonly verdict: 'fine' }
  | { readonly verdict: 'again'; readonly reason: 'no_token' | 'too_soon' | 'too_old' }
  | { readonly verdict: 'aside'; readonly reason: 'trap' | 'links' }

const SOONEST_MS = 3_000
/** A page may stay open overnight. */
const OLDEST_MS = 24 * 3_600_000
const MOST_LINKS = 3

/** A token that says when a form was shown, which nobody else can make. */
export function makeToken(secret: Uint8Array, workspace: string, shownAt: Date): string {
  const at = shownAt.getTime().toString(36)
  return `${at}.${signatureOf(secret, workspace, at)}`
}

/** Judges a message by its token, the field that stays empty, and its text. */
export function decideSpam(given: {
  secret: Uint8Array
  workspace: string
  token: string
  trap: string
  text: string
  now: Date
}): SpamVerdict {
  if (given.trap.trim() !== '') return { verdict: 'aside', reason: 'trap' }
  if (countLinks(given.text) > MOST_LINKS) return { verdict: 'aside', reason: 'links' }
  const shownAt = readToken(given.secret, given.workspace, given.token)
  if (shownAt === undefined) return { verdict: 'again', reason: 'no_token' }
  const age = given.now.getTime() - shownAt
  if (age < SOONEST_MS) return { verdict: 'again', reason: 'too_soon' }
  return age > OLDEST_MS ? { verdict: 'again', reason: 'too_old' } : { verdict: 'fine' }
}

/** Whether a page of ours bears this token and can still be sent. */
export function isOfOurPage({
  secret,
  workspace,
  token,
  now,
}: Pick<Parameters<typeof decideSpam>[0], 'secret' | 'workspace' | 'token' | 'now'>): boolean {
  const shownAt = readToken(secret, workspace, token)
  return shownAt !== undefined && now.getTime() - shownAt <= OLDEST_MS
}

/** When the form of this token was shown, ms since 1970; undefined for a token that is none of ours. */
function readToken(secret: Uint8Array, workspace: string, token: string): number | undefined {
  const [at = '', signature = ''] = token.split('.')
  const expected = Buffer.from(signatureOf(secret, workspace, at))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  const shownAt = parseInt(at, 36)
  return Number.isFinite(shownAt) ? shownAt : undefined
}

function signatureOf(secret: Uint8Array, workspace: string, at: string): string {
  return createHmac('sha256', secret)
    .update(`contact-form ${workspace} ${at}`)
    .digest('base64url')
    .slice(0, 27)
}

function countLinks(text: string): number {
  return text.match(/https?:\/\/|www\.|\[url/gi)?.length ?? 0
}

/** Counts what comes from each place within a window of time; forgets by itself. */
export function openPace(most: number, windowMs: number): (place: string, now: Date) => boolean {
  let since = 0
  let counts = new Map<string, number>()
  return (place, now) => {
    const at = now.getTime()
    if (at - since >= windowMs || at < since) {
      since = at
      counts = new Map()
    }
    const count = (counts.get(place) ?? 0) + 1
    counts.set(place, count)
    return count <= most
  }
}
