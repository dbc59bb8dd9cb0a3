/** One Segment call as one entry of the timeline. Pure: the only place that knows both vocabularies. */
import type { EntryData } from '#features/timeline/contract.ts'
import type { IncomingEntry, IncomingIdentity } from '#features/timeline/index.ts'

import {
  deviceOf,
  identitiesOf,
  traitsOf,
  type Call,
  type Draft,
  type Sender,
  type Translated,
  type Envelope,
  type Problem,
} from './envelope.ts'
import { compact, cut, objectAt, textAt, without } from './json.ts'
import { trackOf } from './event.ts'

/** The entry, or why the item can't become one. Whether it can be stored is the timeline's to say. */
export function translate(envelope: Envelope, sender: Sender): IncomingEntry | Problem {
  const { identities, claimed } = identitiesOf(envelope, sender.trust)
  const translated = CALL[envelope.call](envelope, sender)
  if ('code' in translated) return translated
  const { kind, channel, conversation, title, text, author, data, traits, moreIdentities } = translated
  const entry: Draft<IncomingEntry> = {
    source: sender.source,
    messageId: envelope.messageId,
    kind,
    at: envelope.at,
    identities: moreIdentities ? [...identities, ...moreIdentities] : identities,
  }
  if (channel !== undefined) entry.channel = channel
  if (conversation !== undefined) entry.conversation = conversation
  if (title !== undefined) entry.title = title
  if (text !== undefined) entry.text = text
  if (author !== undefined) entry.author = author
  if (traits !== undefined) entry.traits = traits
  if (claimed) entry.data = { ...data, claimed }
  else if (data !== undefined) entry.data = data
  return entry
}

const CALL: Record<Call, (envelope: Envelope, sender: Sender) => Translated | Problem> = {
  identify({ item, context }) {
    const traits = objectAt(item, 'traits')
    const other = without(traits, TRAITS)
    return { kind: 'traits', traits: traitsOf(traits, context), ...(other ? { data: { other } } : {}) }
  },
  page: (envelope) => pageOf(envelope, 'web'),
  screen: (envelope) => pageOf(envelope, 'app'),
  track: trackOf,
  group({ item }) {
    const groupId = textAt(item, 'groupId', 'group_id')
    if (groupId === undefined) return { code: 'no_group_id', message: 'A group call needs a groupId.' }
    const traits = objectAt(item, 'traits')
    const name = textAt(traits, 'name') ?? groupId
    return { kind: 'activity', title: cut(`Joined ${name}`), data: { other: { groupId, traits } } }
  },
  alias({ item }, { trust }) {
    const userId = textAt(item, 'userId', 'user_id')
    const previousId = textAt(item, 'previousId', 'previous_id')
    if (userId === undefined || previousId === undefined)
      return { code: 'no_previous_id', message: 'An alias call needs a userId and a previousId.' }
    const data = { other: { previousId } }
    if (trust === 'browser') return { kind: 'activity', title: 'Known by another id', data }
    return {
      kind: 'activity',
      title: 'Known by another id',
      data,
      moreIdentities: formerIdentities(previousId, textAt(item, 'anonymousId')),
    }
  },
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** What a previous id may have been: an address, a browser's id, or the same person's earlier user id. */
function formerIdentities(previousId: string, anonymousId: string | undefined): IncomingIdentity[] {
  if (previousId.includes('@')) return [{ kind: 'email', value: previousId, verified: true }]
  const anonymous = { kind: 'anonymous', value: previousId, verified: true } as const
  if (previousId === anonymousId || UUID.test(previousId)) return [anonymous]
  return [{ kind: 'external', value: `user:${previousId}`, verified: true }, anonymous]
}

function pageOf({ item, context, properties }: Envelope, channel: 'web' | 'app'): Translated {
  const page = objectAt(context, 'page')
  const title = textAt(item, 'name') ?? textAt(properties, 'title', 'name') ?? textAt(page, 'title')
  const told: Draft<Translated> = {
    kind: 'page',
    channel,
    data: compact<EntryData>({
      url: textAt(properties, 'url', 'path') ?? textAt(page, 'url', 'path'),
      device: deviceOf(context),
      campaign: textAt(objectAt(context, 'campaign'), 'name'),
      other: without(properties, PAGE),
    }),
  }
  if (title !== undefined) told.title = cut(title)
  return told
}

const TRAITS = new Set([
  'name',
  'firstName',
  'first_name',
  'lastName',
  'last_name',
  'email',
  'phone',
  'address',
  'city',
  'state',
  'region',
  'country',
  'timezone',
  'language',
  'locale',
  'createdAt',
  'created_at',
])
const PAGE = new Set(['title', 'name', 'url'])
