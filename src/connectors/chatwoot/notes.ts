/** A note that an agent writes here stands beside the conversation in Chatwoot, too, where colleagues read it. */
import {
  findEntries,
  listConversation,
  listTimelinePage,
  readRecorded,
  type StoredEntry,
} from '#features/timeline/index.ts'
import type { Subscriber } from '#platform/announcements.ts'
import { read, type Scope, type TxScope } from '#platform/scope.ts'
import { accessOf, type ChatwootParts } from './accounts.ts'
import { ChatwootRefusal, createMessage, listMessages } from './client.ts'
import { findAccount } from './store.ts'
import { placeOfEntry, REFERENCE } from './translate.ts'

/** Notes written in Spoonful. */
const OWN = 'spoonful'

/** Listens once somebody has joined an account: who has none writes no announcements for it. */
export function chatwootSubscribers(parts: ChatwootParts): readonly Subscriber[] {
  return [
    {
      subscriber: 'chatwoot.notes',
      name: 'timeline.recorded',
      handle: (scope, body) => carryNotes(scope, parts, body),
    },
  ]
}

/** Writes the notes among what was recorded into their conversations. Done twice, it finds its own note and writes nothing. */
export async function carryNotes(scope: Scope, parts: ChatwootParts, body: unknown): Promise<void> {
  const { refs, isHistory } = readRecorded(scope.workspace, [body])
  if (isHistory) return
  for (const entry of await read(scope, (scope) => findEntries(scope, refs)))
    if (entry.kind === 'note' && entry.source === OWN && entry.body)
      await carry(scope, parts, entry, entry.body)
}

async function carry(scope: Scope, parts: ChatwootParts, note: StoredEntry, text: string): Promise<void> {
  const found = await read(scope, async (scope) => {
    const place = await placeOfNote(scope, note)
    const account = place && (await findAccount(scope, place.account))
    return place && account && account.pausedAt === null ? { place, account } : undefined
  })
  const access = found && accessOf(parts, found.account)
  if (!found || !access) return
  const { conversation } = found.place
  try {
    const known = await listMessages(parts.policy, access, conversation)
    if (known.some(({ content_attributes: said }) => said?.[REFERENCE] === note.id)) return
    await createMessage(parts.policy, access, conversation, {
      content: `${text}\n\n${note.authorName ?? 'The team'}, in Spoonful`,
      private: true,
      content_attributes: { [REFERENCE]: note.id },
    })
  } catch (error) {
    // What Chatwoot refuses for good is not asked for again; the note stands in Spoonful.
    if (error instanceof ChatwootRefusal && error.status < 500 && error.status !== 429) return
    throw error
  }
}

/** The conversation the note stands in; of a note without one, the customer's latest in Chatwoot. */
async function placeOfNote(scope: TxScope, { conversationId, customerId, at }: StoredEntry) {
  if (conversationId !== null) {
    const around = await listConversation(scope, conversationId, { around: at, limit: 20 })
    return around.flatMap((entry) => placeOfEntry(entry) ?? []).at(-1)
  }
  const { items } = await listTimelinePage(scope, customerId, { limit: 50 })
  return items.flatMap((entry) => placeOfEntry(entry) ?? [])[0]
}
