/** Records of other systems that a file may hold as they send them; each connector brings its own reader. */
import type { IncomingEntry } from '#features/timeline/index.ts'
import type { Json } from './json.ts'

/** What a reader of foreign records may use. */
export type ForeignContext = {
  readonly source: string
  readonly currency: string
  /** Stands in where a record has no time of its own. */
  readonly startedAt: Date
  /** An id made of the record, for records that bring none. */
  readonly contentId: string
}

export type ForeignRecords = {
  /** "Shopify’s records" */
  readonly name: string
  /** Whether a record is one of these; `key` is the name it stood under. */
  readonly recognises: (record: Json, key: string | undefined) => boolean
  /** Its entries, or the reason there are none, as `{ reason, message }`. */
  readonly translate: (
    record: Json,
    key: string | undefined,
    context: ForeignContext,
  ) => readonly IncomingEntry[] | { readonly reason: string; readonly message: string }
}
