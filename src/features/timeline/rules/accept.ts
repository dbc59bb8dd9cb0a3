/** Whether an incoming entry can be stored as it is: sizes, dates, characters, identities. Pure. */
import { isStorable } from '#kit/storable.ts'
import { ENTRY_KINDS } from '../contract.ts'
import type { IncomingEntry, IncomingIdentity } from './incoming.ts'
import { normaliseIdentity, rankIdentities, type Identity } from './identity.ts'

export type RefusalReason =
  | 'no_identity'
  | 'date_not_known'
  | 'date_too_early'
  | 'date_in_the_future'
  | 'text_not_storable'
  | 'text_too_long'
  | 'data_too_large'
  | 'no_message_id'
  | 'kind_not_known'

export type Acceptance<Named extends Identity = Identity> =
  | {
      readonly accepted: true
      readonly identities: readonly Named[]
      /** Its data as JSON: measured here, written as it is. */
      readonly data: string
    }
  | { readonly accepted: false; readonly reason: RefusalReason; readonly message: string }

/** Earliest time an entry may bear. Nothing a shop sends is older; 1900 and 1970 are what broken clocks write. */
export const EARLIEST = new Date('1990-01-01T00:00:00Z')
const EARLIEST_MS = EARLIEST.getTime()
/** How far ahead of our clock a source's clock may run, in milliseconds. */
export const AHEAD_LIMIT_MS = 24 * 3_600_000
/** Longest text of one entry, in UTF-16 units; a mail of 1 MB is cut by its connector, which says so. */
export const TEXT_LIMIT = 256 * 1024
/** Largest `data` of one entry once written as JSON, in UTF-16 units. */
export const DATA_LIMIT = 64 * 1024

/**
 * Accepts the entry with its identities in order, or says in a sentence why it can't be stored. `normalise` as
 * `normaliseIdentity`, of which it may remember more.
 */
export function decideAcceptance(entry: IncomingEntry, now: Date): Acceptance
export function decideAcceptance<Named extends Identity>(
  entry: IncomingEntry,
  now: Date,
  normalise: (identity: IncomingIdentity) => Named | undefined,
): Acceptance<Named>
export function decideAcceptance(
  entry: IncomingEntry,
  now: Date,
  normalise: (identity: IncomingIdentity) => Identity | undefined = normaliseIdentity,
): Acceptance {
  if (!KINDS.has(entry.kind)) return refused('kind_not_known', `"${entry.kind}" is no kind of entry`)
  if (entry.messageId === '' || entry.messageId.length > 300)
    return refused('no_message_id', 'The message id is empty or longer than 300 characters')

  const at = entry.at.getTime()
  if (Number.isNaN(at)) return refused('date_not_known', 'The date could not be read')
  if (at < EARLIEST_MS) return refused('date_too_early', `The date lies before ${EARLIEST.getUTCFullYear()}`)
  if (at > now.getTime() + AHEAD_LIMIT_MS)
    return refused('date_in_the_future', 'The date lies more than a day ahead')

  if ((entry.text?.length ?? 0) > TEXT_LIMIT || (entry.title?.length ?? 0) > 2_000)
    return refused('text_too_long', `The text is longer than ${TEXT_LIMIT} characters`)
  if (
    !isStorable(entry.messageId) ||
    !isStorable(entry.text) ||
    !isStorable(entry.title) ||
    !isStorable(entry.conversation) ||
    !isStorable(entry.author?.name)
  )
    return refused(
      'text_not_storable',
      'The text holds U+0000 or half a character pair, which no database keeps',
    )

  const data = entry.data === undefined ? '{}' : JSON.stringify(entry.data)
  const traits = entry.traits === undefined ? '' : JSON.stringify(entry.traits)
  if (data.length + traits.length > DATA_LIMIT)
    return refused('data_too_large', `The data is longer than ${DATA_LIMIT} characters`)
  if (isUnstorableJson(data) || isUnstorableJson(traits))
    return refused(
      'text_not_storable',
      'The data holds U+0000 or half a character pair, which no database keeps',
    )

  const named: Identity[] = []
  for (const one of entry.identities) {
    const identity = normalise(one)
    if (identity) named.push(identity)
  }
  const identities = rankIdentities(named)
  if (identities.length === 0)
    return refused(
      'no_identity',
      'It names nobody: a user id, an e-mail, a phone number or an anonymous id is needed',
    )
  return { accepted: true, identities, data }
}

const refused = (reason: RefusalReason, message: string): Acceptance => ({ accepted: false, reason, message })

/** JSON writes U+0000 and lone surrogates as escapes; nearly always there is none at all. */
const isUnstorableJson = (json: string) => json.includes('\\u') && /\\u(?:0000|d[89a-f])/.test(json)
const KINDS: ReadonlySet<string> = new Set(ENTRY_KINDS)
