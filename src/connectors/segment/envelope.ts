/** The part all six calls have in common: which call, whose, when, under which id. Foreign words end in `translate.ts`. */
import type { IncomingEntry, IncomingIdentity, IncomingTraits } from '#features/timeline/index.ts'
import { compact, objectAt, textAt, type Json } from './json.ts'

export const CALLS = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const
export type Call = (typeof CALLS)[number]

/** A server's key vouches for the ids it sends; a browser's is public, and its ids are claims (SAFETY.md R15). */
export type Trust = 'server' | 'browser'

/** Who sends: the key's own name and trust, and the currency of amounts that name none. */
export type Sender = { readonly source: string; readonly trust: Trust; readonly currency: string }

export type Envelope = {
  readonly call: Call
  readonly item: Json
  readonly context: Json
  readonly properties: Json
  readonly at: Date
  readonly messageId: string
}

/** What each call tells by itself. */
export type Translated = Omit<IncomingEntry, 'source' | 'messageId' | 'at' | 'identities'> & {
  readonly moreIdentities?: readonly IncomingIdentity[]
}

/** While it is being put together, field by field: copying each entry three times over was a tenth of taking it in. */
export type Draft<T> = { -readonly [Name in keyof T]: T[Name] }

export type Problem = { readonly code: string; readonly message: string }

/** What a batch says once for all of its items. */
export type Around = {
  readonly context: Json
  /** In milliseconds since 1970; undefined where it says none or no date. */
  readonly sentAt: number | undefined
  readonly receivedAt: Date
}

/** Opens one item. `makeMessageId` is asked only when the sender gave none. */
export function openItem(
  item: Json,
  { context, sentAt, receivedAt }: Around,
  call: unknown,
  makeMessageId: () => string,
): Envelope | Problem {
  if (!isCall(call))
    return {
      code: 'type_not_known',
      message: `The type must be one of ${CALLS.join(', ')}.`,
    }
  const own = item['sentAt']
  const at = timeOf(item, own === undefined || own === null ? sentAt : instantOf(own), receivedAt)
  if (at === undefined)
    return { code: 'date_not_known', message: 'The timestamp is no date as in 2026-01-31T09:30:00Z.' }
  const about = objectAt(item, 'context')
  return {
    call,
    item,
    context: context === NO_CONTEXT ? about : { ...context, ...about },
    properties: objectAt(item, 'properties'),
    at,
    messageId: textAt(item, 'messageId') ?? makeMessageId(),
  }
}

export const NO_CONTEXT: Json = {}

export function isProblem(value: object): value is Problem {
  return 'code' in value
}

function isCall(call: unknown): call is Call {
  return (CALLS as readonly unknown[]).includes(call)
}

/**
 * `receivedAt − (sentAt − timestamp)`: the sender's clock may be wrong, the time that passed on it is not. Without a
 * timestamp the time of receipt, without sentAt the timestamp as it stands; undefined where it is no date.
 */
export function timeOf(item: Json, sent: number | undefined, receivedAt: Date): Date | undefined {
  const said = item['originalTimestamp'] ?? item['timestamp']
  if (said === undefined || said === null || said === '') return receivedAt
  const at = instantOf(said)
  if (at === undefined) return undefined
  const date = new Date(sent === undefined ? at : receivedAt.getTime() - (sent - at))
  return Number.isNaN(date.getTime()) ? undefined : date
}

/** As nearly every library writes it. */
const USUAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/
const ISO = /^[+-]?\d{4,6}-\d\d-\d\d(T\d\d:\d\d(:\d\d([.,]\d{1,9})?)?)?(Z|[+-]\d\d:?\d\d)?$/i

/** Milliseconds since 1970 of ISO text (UTC unless it says otherwise) or of a number of seconds or milliseconds. */
export function instantOf(said: unknown): number | undefined {
  if (typeof said === 'number')
    return Number.isFinite(said) ? Math.round(said < 1e11 ? said * 1_000 : said) : undefined
  if (typeof said !== 'string' || said.length > 40) return undefined
  if (USUAL.test(said)) {
    const at = Date.parse(said)
    return Number.isNaN(at) ? undefined : at
  }
  const match = ISO.exec(said.trim().replace(' ', 'T'))
  if (!match) return undefined
  const text = match[0].replace(',', '.')
  const at = Date.parse(match[1] && !match[4] ? `${text}Z` : text)
  return Number.isNaN(at) ? undefined : at
}

/**
 * Who the item is about. Under a browser's key only the anonymous id counts; what else it says stands in `claimed`, and
 * a claim without an anonymous id gets one of its own, so that nobody can write into another person's timeline.
 */
export function identitiesOf(
  { call, item, context, properties }: Envelope,
  trust: Trust,
): { identities: IncomingIdentity[]; claimed?: Record<string, string> } {
  const contextTraits = objectAt(context, 'traits')
  const traits = call === 'identify' ? objectAt(item, 'traits') : contextTraits
  const userId = textAt(item, 'userId', 'user_id')
  const anonymousId = textAt(item, 'anonymousId', 'anonymous_id')
  const email = textAt(traits, 'email') ?? textAt(contextTraits, 'email')
  const phone = textAt(traits, 'phone')
  const typed = textAt(properties, 'email')

  if (trust === 'browser') {
    const claimed = compact<Record<string, string>>({ userId, email: email ?? typed, phone })
    const [claim] = Object.entries(claimed)
    const value = anonymousId ?? (claim && `claimed:${claim[0]}:${claim[1]}`)
    return {
      identities: value === undefined ? [] : [{ kind: 'anonymous', value, verified: false }],
      ...(claim ? { claimed } : {}),
    }
  }
  const identities: IncomingIdentity[] = []
  if (userId !== undefined) identities.push({ kind: 'external', value: `user:${userId}`, verified: true })
  if (email !== undefined) identities.push({ kind: 'email', value: email, verified: true })
  if (phone !== undefined) identities.push({ kind: 'phone', value: phone, verified: true })
  if (anonymousId !== undefined) identities.push({ kind: 'anonymous', value: anonymousId, verified: true })
  // An address typed into a form is the visitor's word: it tells whose entry it is, and joins nobody.
  if (typed !== undefined && userId === undefined && email === undefined)
    identities.push({ kind: 'email', value: typed, verified: false })
  return { identities }
}

/** What identify (or `context.traits`) says about the person. */
export function traitsOf(traits: Json, context: Json): IncomingTraits {
  const address = objectAt(traits, 'address')
  const both = [textAt(traits, 'firstName', 'first_name'), textAt(traits, 'lastName', 'last_name')].filter(
    (part) => part !== undefined,
  )
  return compact<IncomingTraits>({
    name: textAt(traits, 'name') ?? (both.length > 0 ? both.join(' ') : undefined),
    city: textAt(address, 'city') ?? textAt(traits, 'city'),
    region: textAt(address, 'state', 'region') ?? textAt(traits, 'state', 'region'),
    country: textAt(address, 'country') ?? textAt(traits, 'country'),
    zone: textAt(traits, 'timezone') ?? textAt(context, 'timezone'),
    language: textAt(traits, 'language', 'locale') ?? textAt(context, 'locale'),
    since: sinceOf(traits),
  })
}

function sinceOf(traits: Json): string | undefined {
  const at = instantOf(traits['createdAt'] ?? traits['created_at'])
  return at === undefined || !(Math.abs(at) < 8.64e15) ? undefined : new Date(at).toISOString()
}

/** What the visitor holds in her hand, from `context.device` or the browser's own words. */
export function deviceOf(context: Json): 'mobile' | 'tablet' | 'desktop' | undefined {
  const type = textAt(objectAt(context, 'device'), 'type')?.toLowerCase()
  const agent = textAt(context, 'userAgent', 'user_agent')
  if (type === 'tablet' || (agent && /iPad|Tablet|Android(?!.*Mobi)/i.test(agent))) return 'tablet'
  if (type === 'ios' || type === 'android' || type === 'mobile') return 'mobile'
  if (agent === undefined) return undefined
  return /Mobi|iPhone|iPod/i.test(agent) ? 'mobile' : 'desktop'
}
