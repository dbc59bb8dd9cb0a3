/** Asks a Chatwoot: its conversations, their messages, and one message more. Every answer is read by a schema before it is believed. */
import { z } from 'zod'
import type { OutboundPolicy } from '#platform/outbound.ts'
import { askOutside, type HttpAnswer } from '#platform/outbound-http.ts'
import type { Inbox } from './contract.ts'
import { ChatwootConversation, ChatwootMessage, timeOf } from './translate.ts'

export type Access = { readonly baseUrl: string; readonly accountNo: number; readonly token: string }

/** What Chatwoot refused: its status, and a sentence. */
export class ChatwootRefusal extends Error {
  readonly status: number
  constructor(status: number, sentence: string) {
    super(sentence)
    this.name = 'ChatwootRefusal'
    this.status = status
  }
}

const ANSWER_BYTES = 4 * 1024 * 1024

const Conversations = z.object({
  data: z.object({
    meta: z.looseObject({ all_count: z.number().nullish() }).nullish(),
    payload: z.array(ChatwootConversation),
  }),
})
const Inboxes = z.object({
  payload: z.array(
    z.looseObject({ id: z.number(), name: z.string().nullish(), channel_type: z.string().nullish() }),
  ),
})
const Messages = z.object({ payload: z.array(ChatwootMessage) })
const Conversation = ChatwootConversation.extend({
  status: z.string(),
  /** ISO or seconds since 1970, by version. */
  snoozed_until: z.union([z.number(), z.string()]).nullish(),
})
const Labels = z.object({ payload: z.array(z.string()) })
const Titles = z.object({ payload: z.array(z.looseObject({ title: z.string() })) })
const Contact = z.object({
  payload: z.looseObject({ custom_attributes: z.record(z.string(), z.unknown()).nullish() }),
})
const Definitions = z.array(z.looseObject({ attribute_key: z.string().nullish() }))
const Made = z.looseObject({ id: z.coerce.number() })

/**
 * A page of conversations of every state, of one inbox or of all, those of the latest activity first, and how many there are;
 * pages begin at 1 and hold 25.
 */
export async function listConversations(
  policy: OutboundPolicy,
  access: Access,
  { page, inboxNo }: { page: number; inboxNo: number | null },
): Promise<{ conversations: ChatwootConversation[]; count: number | null }> {
  const inbox = inboxNo === null ? '' : `&inbox_id=${inboxNo}`
  const query = `status=all&assignee_type=all&page=${page}${inbox}`
  const { data } = Conversations.parse(await ask(policy, access, 'GET', `/conversations?${query}`))
  return { conversations: data.payload, count: data.meta?.all_count ?? null }
}

export async function listInboxes(policy: OutboundPolicy, access: Access): Promise<Inbox[]> {
  const { payload } = Inboxes.parse(await ask(policy, access, 'GET', '/inboxes'))
  return payload.map(({ id, name, channel_type: channel }) => ({
    id,
    name: name ?? `Inbox ${id}`,
    channel: channel ?? null,
  }))
}

/** Messages of a conversation in ascending order: the last twenty, or those before an id. */
export async function listMessages(
  policy: OutboundPolicy,
  access: Access,
  conversation: number,
  before?: number,
): Promise<ChatwootMessage[]> {
  const query = before === undefined ? '' : `?before=${before}`
  return Messages.parse(await ask(policy, access, 'GET', `/conversations/${conversation}/messages${query}`))
    .payload
}

/** Writes into a conversation; a private message is a note. Answers its id. */
export async function createMessage(
  policy: OutboundPolicy,
  access: Access,
  conversation: number,
  message: { content: string; private: boolean; content_attributes: Record<string, string> },
): Promise<number> {
  const body = { ...message, message_type: 'outgoing', content_type: 'text' }
  return Made.parse(await ask(policy, access, 'POST', `/conversations/${conversation}/messages`, body)).id
}

/** A conversation as it stands: its status, until when it is snoozed, and its contact. */
export async function findConversation(policy: OutboundPolicy, access: Access, conversation: number) {
  const found = Conversation.parse(await ask(policy, access, 'GET', `/conversations/${conversation}`))
  return {
    status: found.status,
    snoozedUntil: found.snoozed_until == null ? null : timeOf(found.snoozed_until),
    contact: found.meta?.sender?.id ?? null,
  }
}

/** Opens, resolves or snoozes it; `until` is for snoozing. */
export async function setStatus(
  policy: OutboundPolicy,
  access: Access,
  conversation: number,
  { status, until }: { status: 'open' | 'snoozed' | 'resolved'; until: Date | null },
): Promise<void> {
  const snoozed = until === null ? {} : { snoozed_until: Math.ceil(until.getTime() / 1000) }
  await ask(policy, access, 'POST', `/conversations/${conversation}/toggle_status`, { status, ...snoozed })
}

export async function listLabels(
  policy: OutboundPolicy,
  access: Access,
  conversation: number,
): Promise<string[]> {
  return Labels.parse(await ask(policy, access, 'GET', `/conversations/${conversation}/labels`)).payload
}

/** Replaces the whole list. */
export async function setLabels(
  policy: OutboundPolicy,
  access: Access,
  conversation: number,
  labels: readonly string[],
): Promise<void> {
  await ask(policy, access, 'POST', `/conversations/${conversation}/labels`, { labels })
}

/** The labels the account knows; one it does not know is kept with a conversation and shown to nobody. */
export async function listKnownLabels(policy: OutboundPolicy, access: Access): Promise<string[]> {
  return Titles.parse(await ask(policy, access, 'GET', '/labels')).payload.map(({ title }) => title)
}

export async function makeLabel(
  policy: OutboundPolicy,
  access: Access,
  label: { title: string; description: string; color: string; show_on_sidebar: boolean },
): Promise<void> {
  await ask(policy, access, 'POST', '/labels', label)
}

export async function findAttributes(
  policy: OutboundPolicy,
  access: Access,
  contact: number,
): Promise<Record<string, unknown>> {
  return (
    Contact.parse(await ask(policy, access, 'GET', `/contacts/${contact}`)).payload.custom_attributes ?? {}
  )
}

/** Adds to the attributes a contact has. */
export async function setAttributes(
  policy: OutboundPolicy,
  access: Access,
  contact: number,
  custom_attributes: Readonly<Record<string, string>>,
): Promise<void> {
  await ask(policy, access, 'PUT', `/contacts/${contact}`, { custom_attributes })
}

/** Keys of contact attributes the account knows; one it does not know is shown to nobody. */
export async function listKnownAttributes(policy: OutboundPolicy, access: Access): Promise<string[]> {
  const query = 'attribute_model=1'
  const found = Definitions.parse(await ask(policy, access, 'GET', `/custom_attribute_definitions?${query}`))
  return found.flatMap(({ attribute_key: key }) => key ?? [])
}

export async function makeAttribute(
  policy: OutboundPolicy,
  access: Access,
  { key, name }: { key: string; name: string },
): Promise<void> {
  await ask(policy, access, 'POST', '/custom_attribute_definitions', {
    attribute_display_name: name,
    attribute_display_type: 0,
    attribute_description: 'Known in Spoonful, with its source',
    attribute_key: key,
    attribute_model: 1,
  })
}

async function ask(
  policy: OutboundPolicy,
  { baseUrl, accountNo, token }: Access,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: unknown,
): Promise<unknown> {
  const answer = await askOutside(policy, `${baseUrl}/api/v1/accounts/${accountNo}${path}`, {
    method,
    headers: { api_access_token: token },
    ...(body === undefined ? {} : { body }),
    sizeLimit: ANSWER_BYTES,
  })
  if (answer.status < 200 || answer.status >= 300)
    throw new ChatwootRefusal(answer.status, sentenceOf(answer))
  return answer.body === '' ? undefined : JSON.parse(answer.body)
}

function sentenceOf({ status }: HttpAnswer): string {
  if (status === 401 || status === 403)
    return 'Chatwoot does not accept the access token, or its agent may not see this.'
  if (status === 404) return 'Chatwoot knows no such account or conversation.'
  if (status === 429) return 'Chatwoot asks us to slow down.'
  if (status >= 300 && status < 400)
    return 'Chatwoot sends us elsewhere: is the address the one it is served at?'
  return status >= 500 ? `Chatwoot has a fault of its own (${status}).` : `Chatwoot refused it (${status}).`
}
