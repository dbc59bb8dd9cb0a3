/** The way out through Chatwoot: a reply is a message in its conversation, where the team sees it too. */
import type { Channel, Delivery, OutgoingMessage, ReplyRoute, Talk } from '#features/plays/index.ts'
import { Refusal } from '#kit/refusal.ts'
import { RequestFault } from '#platform/outbound-http.ts'
import { read, type Scope } from '#platform/scope.ts'
import { accessOf, type ChatwootParts } from './accounts.ts'
import { ChatwootRefusal, createMessage, listMessages } from './client.ts'
import { findAccount } from './store.ts'
import { placeOfEntry, REFERENCE } from './translate.ts'

export function chatwootChannel(parts: ChatwootParts): Channel {
  return {
    name: 'chatwoot',
    label: 'in Chatwoot',
    routeOf,
    deliver: (scope, message) => deliver(scope, parts, message),
  }
}

/** The conversation the newest of Chatwoot's entries stands in. */
async function routeOf(scope: Scope, { entries }: Talk): Promise<ReplyRoute | undefined> {
  const last = entries.findLast(({ source }) => source.startsWith('chatwoot:'))
  const place = last && placeOfEntry(last)
  if (!last || !place) return undefined
  const { account, conversation } = place
  const row = await read(scope, (scope) => findAccount(scope, account))
  return row && row.pausedAt === null
    ? {
        address: `conversation ${conversation}`,
        subject: null,
        inReplyTo: `${account}/${conversation}/${last.messageId}`,
      }
    : undefined
}

async function deliver(scope: Scope, parts: ChatwootParts, message: OutgoingMessage): Promise<Delivery> {
  const [, id, no] = /^([0-9a-f-]{36})\/(\d{1,15})\//.exec(message.inReplyTo ?? '') ?? []
  const row = id === undefined ? undefined : await read(scope, (scope) => findAccount(scope, id))
  const access = row && accessOf(parts, row)
  if (!row || !access || no === undefined) return refused('This Chatwoot is no longer joined.', true)
  if (row.pausedAt) return refused(`${row.name} is paused.`, false)
  const conversation = Number(no)
  try {
    if (message.earlier === 'unsure') {
      const known = await listMessages(parts.policy, access, conversation)
      // By our mark; by the words, too, should a Chatwoot not keep marks.
      const found = known.find(
        ({ content_attributes: said, message_type, content, created_at }) =>
          said?.[REFERENCE] === message.reference ||
          (message_type === 1 &&
            content === message.text &&
            Number(created_at) * 1000 >= message.at.getTime() - 60_000),
      )
      if (found) return { outcome: 'delivered', externalId: String(found.id) }
    }
    const made = await createMessage(parts.policy, access, conversation, {
      content: message.text,
      private: false,
      content_attributes: { [REFERENCE]: message.reference },
    })
    return { outcome: 'delivered', externalId: String(made) }
  } catch (error) {
    return judge(error)
  }
}

function judge(error: unknown): Delivery {
  if (error instanceof Refusal) return refused(error.message, false)
  if (error instanceof ChatwootRefusal)
    return error.status >= 500
      ? { outcome: 'unsure', because: error.message }
      : refused(error.message, error.status !== 429 && error.status !== 401)
  if (error instanceof RequestFault && !error.mayHaveArrived)
    return refused(`Chatwoot was not reached: ${error.message}.`, false)
  return {
    outcome: 'unsure',
    because:
      error instanceof RequestFault ? error.message : 'Chatwoot answered something that was not understood.',
  }
}

const refused = (because: string, isLasting: boolean): Delivery => ({
  outcome: 'refused',
  because,
  isLasting,
})
