/** What a record of a file becomes: entries that are stored or set aside together, with the lines they came from. */
import type { IncomingEntry } from '#features/timeline/index.ts'

export type Unit = {
  /** The line it begins at, from 1. */
  readonly line: number
  /** Rows of the file it was gathered from. */
  readonly rows: number
  /** As it stood in the file, cut where it is long. */
  readonly raw: string
  readonly entries: readonly IncomingEntry[]
  /** Set: it is none, and why. */
  readonly problem?: { readonly reason: string; readonly message: string }
}

/** Why a line was set aside, in a sentence for people. */
export const REASONS: Readonly<Record<string, string>> = {
  ragged: 'The row has more or fewer cells than the header',
  quote_not_closed: 'A quotation mark is opened and never closed',
  row_too_long: 'The row is longer than 2 million characters',
  not_json: 'The line is not JSON',
  not_an_object: 'The line is not a JSON object',
  too_deep: 'The object is nested too deep',
  name_not_allowed: 'The name "__proto__" is not accepted',
  date_not_known: 'The date is missing or can’t be read',
  date_too_early: 'The date lies before 1990',
  date_in_the_future: 'The date lies more than a day ahead',
  no_identity: 'It names nobody: no customer id, e-mail, phone or anonymous id',
  no_text: 'There are no words in it',
  no_order: 'It has no order number',
  no_rating: 'It has no rating',
  no_event: 'It does not say what happened',
  text_not_storable: 'It holds U+0000 or half a character pair, which no database keeps',
  text_too_long: 'The text is longer than 262,144 characters',
  data_too_large: 'There is more beside the text than an entry can keep',
  no_message_id: 'Its id is longer than 300 characters',
  kind_not_known: 'It is no kind of record that is known here',
}

/** Longest raw text kept of one set-aside line, in UTF-16 units. */
const RAW_KEPT = 4_000

export function setAside(line: number, raw: string, reason: string, message?: string): Unit {
  return {
    line,
    rows: 1,
    raw: raw.slice(0, RAW_KEPT),
    entries: [],
    problem: { reason, message: message ?? REASONS[reason] ?? reason },
  }
}
