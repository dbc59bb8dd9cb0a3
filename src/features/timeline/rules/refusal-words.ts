/** What was refused, in words for the one who runs the sender: why, and what to do about it. Pure. */
import type { RefusedItem } from '../contract.ts'

/** A refused item as it stands in the table. */
export type StoredRefusal = {
  readonly id: string
  readonly source: string
  readonly messageId: string | null
  readonly reason: string
  readonly item: string
  readonly at: Date
}

/** By reason, in the words of somebody who has to mend a sender. Limits are those of `rules/accept.ts` and of the connectors. */
const ADVICE: Readonly<Record<string, string>> = {
  body_empty: 'The request had no body. Look whether the sender serialises its event before it sends.',
  body_too_large: 'Send smaller batches: at most 500 KB a request, 32 KB an event.',
  not_json:
    'The body is not JSON. Look for a cut-off request, a form encoding, or a quotation mark that is not escaped.',
  not_unpackable:
    'The body says it is packed and can’t be unpacked. Send it plain, or packed with gzip and whole.',
  packing_not_known: 'Send the body plain or packed with gzip.',
  not_an_object:
    'Each item must be an object in braces. Look whether the sender wraps it in a list or a string.',
  no_batch: 'A request to /v1/batch holds its items in a list named "batch".',
  too_many_items: 'Send fewer items in one batch.',
  event_too_large:
    'Leave out what nobody needs: whole pages, pictures, stack traces. 32 KB an event are kept.',
  too_deep: 'Flatten the properties: 20 levels are kept.',
  too_many_names: 'Send fewer properties: lists of things belong into a list, not into numbered names.',
  name_not_allowed: 'Rename the property "__proto__"; it is never accepted.',
  type_not_known: 'The type must be identify, track, page, screen, group or alias.',
  no_event: 'A track call needs the name of what happened in "event".',
  no_group_id: 'A group call needs a "groupId".',
  no_previous_id: 'An alias call needs a "userId" and a "previousId".',
  no_identity:
    'Send a "userId" or an "anonymousId", or an e-mail address in the traits; else nobody knows whose it is.',
  date_not_known: 'Write times as 2026-01-31T09:30:00Z.',
  date_too_early:
    'Look at the sender’s clock, or at a time written in seconds where milliseconds were meant.',
  date_in_the_future: 'Look at the sender’s clock: its time lies more than a day ahead.',
  text_not_storable:
    'Remove U+0000 and cut-off characters before sending; they come from cutting a text in bytes.',
  text_too_long: 'Cut the text: 262,144 characters are kept.',
  data_too_large: 'Send less beside the text: 65,536 characters are kept.',
  no_message_id: 'Send a "messageId" of 1 to 300 characters, the same on every retry.',
  kind_not_known: 'Name a kind that is known here; the list is in the guide.',
}
const USUAL =
  'Mend at the sender what the reason names, and send it again; what was stored is not stored twice.'

/** One refused item as the wire tells it. */
export function presentRefusal({ id, source, messageId, reason, item, at }: StoredRefusal): RefusedItem {
  const { message, sent } = partsOf(item)
  return {
    id,
    at: at.toISOString(),
    source,
    messageId,
    reason,
    message: message ?? reason.replaceAll('_', ' '),
    advice: ADVICE[reason] ?? USUAL,
    item: sent,
  }
}

/** Connectors keep the sentence they answered beside what came; a text that was cut is shown as it is. */
function partsOf(item: string): { message: string | undefined; sent: string | null } {
  try {
    const kept = JSON.parse(item) as { message?: unknown; item?: unknown }
    if (typeof kept.message === 'string' && 'item' in kept)
      return { message: kept.message, sent: kept.item === null ? null : JSON.stringify(kept.item, null, 2) }
  } catch {
    const cut = /^\{"message":"((?:[^"\\]|\\.)*)","item":/.exec(item)
    if (cut) return { message: unescaped(cut[1] ?? ''), sent: `${item.slice(cut[0].length)}…` }
  }
  return { message: undefined, sent: item === '' ? null : item }
}

function unescaped(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string
  } catch {
    return text
  }
}
