/** Chatwoot's messages, from webhooks or from its API, become entries. The two spell the same things differently (WIRE.md §3). Pure. */
import { z } from 'zod'
import type { Channel, EntryData, IncomingEntry, IncomingIdentity } from '#features/timeline/index.ts'

const Person = z.looseObject({
  id: z.coerce.number().optional(),
  name: z.string().nullish(),
  email: z.string().nullish(),
  phone_number: z.string().nullish(),
  identifier: z.string().nullish(),
  type: z.string().nullish(),
})

/** A time: ISO above, seconds since 1970 below. */
const Time = z.union([z.number(), z.string()])

export const ChatwootMessage = z.looseObject({
  id: z.coerce.number(),
  content: z.string().nullish(),
  message_type: z.union([z.string(), z.number()]),
  created_at: Time,
  private: z.boolean().nullish(),
  content_type: z.string().nullish(),
  content_attributes: z.record(z.string(), z.unknown()).nullish(),
  attachments: z
    .array(z.looseObject({ file_type: z.string().nullish(), data_url: z.string().nullish() }))
    .nullish(),
  sender: Person.nullish(),
})
export type ChatwootMessage = z.infer<typeof ChatwootMessage>

export const ChatwootConversation = z.looseObject({
  /** The display id. */
  id: z.coerce.number(),
  channel: z.string().nullish(),
  inbox_id: z.number().nullish(),
  contact_inbox: z.looseObject({ hmac_verified: z.boolean().nullish() }).nullish(),
  meta: z
    .looseObject({
      sender: Person.nullish(),
      channel: z.string().nullish(),
      hmac_verified: z.boolean().nullish(),
    })
    .nullish(),
})
export type ChatwootConversation = z.infer<typeof ChatwootConversation>

/** A message in a webhook, with its conversation beside it. */
export const MessageEvent = ChatwootMessage.extend({
  event: z.literal(['message_created', 'message_updated']),
  conversation: ChatwootConversation,
  account: z.looseObject({ id: z.coerce.number() }),
})

/** Under this name our reply's reference travels in `content_attributes`. */
export const REFERENCE = 'spoonful_reference'

/** Where an entry of Chatwoot's stands there; undefined for any other. */
export function placeOfEntry({
  source,
  data,
}: {
  readonly source: string
  readonly data: EntryData
}): { account: string; conversation: number } | undefined {
  const said = data.other?.['chatwoot'] as { account?: unknown; conversation?: unknown } | undefined
  return source.startsWith('chatwoot:') &&
    typeof said?.account === 'string' &&
    typeof said.conversation === 'number'
    ? { account: said.account, conversation: said.conversation }
    : undefined
}

/** The source of an account's entries. */
export const sourceOf = (accountId: string): string => `chatwoot:${accountId}`

/**
 * The entry of a message, or undefined for what is none: activity lines, empty messages, and what this product sent itself
 * (the outbox writes that).
 */
export function entryOf(
  accountId: string,
  conversation: ChatwootConversation,
  message: ChatwootMessage,
): IncomingEntry | undefined {
  const kind = kindOf(message)
  const contact =
    conversation.meta?.sender ?? (message.sender?.type === 'contact' ? message.sender : undefined)
  const text = clean(message.content ?? '')
  const attachments = (message.attachments ?? []).slice(0, 20)
  if (!kind || !contact || (text === '' && attachments.length === 0)) return undefined
  if (message.content_attributes?.[REFERENCE] !== undefined) return undefined
  const isVerified = (conversation.contact_inbox?.hmac_verified ?? conversation.meta?.hmac_verified) === true
  const channel = channelOf(conversation.meta?.channel ?? conversation.channel ?? '')
  const isMachine = kind === 'message_out' && (isTemplate(message) || message.sender?.type === 'agent_bot')
  const name = clean(kind === 'message_in' ? (contact.name ?? '') : (message.sender?.name ?? ''))
  return {
    source: sourceOf(accountId),
    messageId: String(message.id),
    kind,
    at: timeOf(message.created_at),
    identities: identitiesOf(accountId, contact, isVerified),
    ...(channel ? { channel } : {}),
    conversation: `${accountId} ${conversation.id}`,
    ...(text === '' ? {} : { text: text.slice(0, 200_000).toWellFormed() }),
    author: {
      kind: kind === 'message_in' ? 'customer' : isMachine ? 'machine' : 'agent',
      ...(name === '' ? {} : { name: name.slice(0, 200) }),
    },
    data: {
      ...(isMachine ? { automatic: true } : {}),
      ...(attachments.length > 0
        ? { attachments: attachments.map(({ file_type }) => ({ name: '', type: file_type ?? 'file' })) }
        : {}),
      other: {
        chatwoot: { account: accountId, conversation: conversation.id, inbox: conversation.inbox_id ?? null },
      },
    },
    ...(kind === 'message_in' && contact.name ? { traits: { name: clean(contact.name) } } : {}),
  }
}

/** top-level message_type is a word in webhooks, a number in the API: 0 in, 1 out, 2 activity, 3 template. */
function kindOf({
  message_type: type,
  private: isPrivate,
}: ChatwootMessage): IncomingEntry['kind'] | undefined {
  if (type === 'incoming' || type === 0) return 'message_in'
  if (type === 'outgoing' || type === 1) return isPrivate ? 'note' : 'message_out'
  return type === 'template' || type === 3 ? 'message_out' : undefined
}

const isTemplate = ({ message_type: type }: ChatwootMessage) => type === 'template' || type === 3

/** Chatwoot vouches for its own number of a contact; what a visitor typed counts only where her identity was checked. */
function identitiesOf(
  accountId: string,
  { id, email, phone_number: phone, identifier }: z.infer<typeof Person>,
  isVerified: boolean,
): IncomingIdentity[] {
  return [
    ...(id === undefined
      ? []
      : [{ kind: 'external' as const, value: `chatwoot-${accountId}:${id}`, verified: true }]),
    ...(identifier && isVerified
      ? [{ kind: 'external' as const, value: `user:${clean(identifier)}`, verified: true }]
      : []),
    ...(email ? [{ kind: 'email' as const, value: clean(email), verified: isVerified }] : []),
    ...(phone ? [{ kind: 'phone' as const, value: clean(phone), verified: false }] : []),
  ]
}

/** Seconds since 1970, ISO, or what a webhook writes. */
export function timeOf(time: z.infer<typeof Time>): Date {
  if (typeof time === 'number') return new Date(time * 1000)
  return /^\d{9,11}$/.test(time)
    ? new Date(Number(time) * 1000)
    : new Date(time.replace(/ UTC$/, 'Z').replace(/^(\d{4}-\d\d-\d\d) /, '$1T'))
}

function channelOf(name: string): Channel | undefined {
  const [, word = ''] = /^Channel::(\w+)/.exec(name) ?? []
  if (word === 'Email') return 'email'
  if (/Sms|Whatsapp|Telegram|Line/.test(word)) return 'sms'
  if (/Facebook|Instagram|Twitter|Tiktok/i.test(word)) return 'social'
  if (word === 'Voice') return 'phone'
  return word === '' ? undefined : 'chat'
}

const clean = (text: string): string => text.replaceAll('\u0000', '').toWellFormed().trim()
