/** Asks a Chatwoot: its conversations, their messages, and one message more. Every answer is read by a schema before it is believed. */
import { z } from 'zod'
import type { OutboundPolicy } from '#platform/outbound.ts'
import { askOutside, type HttpAnswer } from '#platform/outbound-http.ts'
import { ChatwootConversation, ChatwootMessage } from './translate.ts'

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

const Conversations = z.object({ data: z.object({ payload: z.array(ChatwootConversation) }) })
const Messages = z.object({ payload: z.array(ChatwootMessage) })
const Made = z.looseObject({ id: z.coerce.number() })

/** A page of conversations of every state, those of the latest activity first; pages begin at 1 and hold 25. */
export async function listConversations(
  policy: OutboundPolicy,
  access: Access,
  page: number,
): Promise<ChatwootConversation[]> {
  const answer = await ask(policy, access, 'GET', `/conversations?status=all&assignee_type=all&page=${page}`)
  return Conversations.parse(answer).data.payload
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

async function ask(
  policy: OutboundPolicy,
  { baseUrl, accountNo, token }: Access,
  method: 'GET' | 'POST',
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
  return JSON.parse(answer.body)
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
