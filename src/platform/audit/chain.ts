/** The hash chain of the audit log: what one entry's hash is made of, and where a chain breaks. Pure. */
import { createHash } from 'node:crypto'

/** An entry as it stands in its table. */
export type AuditEntry = {
  readonly no: number
  /** Microseconds since 1970, as the database keeps them: a time changed below the millisecond is a changed time. */
  readonly atMicros: number
  readonly actorKind: string
  readonly actorId: string | null
  readonly actorName: string
  readonly action: string
  readonly subjectKind: string | null
  readonly subjectId: string | null
  readonly details: string
  /** What it was while it waited for its seal, and when it was sealed, in microseconds; null in entries chained as they were written. */
  readonly id: string | null
  readonly sealedAtMicros: number | null
  readonly hash: Uint8Array
}

/** The hash before the first entry: of the home itself, so that no chain can stand in for another. */
export function firstHash(home: number): Buffer {
  return createHash('sha256').update(`spoonful audit ${home}`).digest()
}

/** SHA-256 over the former hash and everything the entry says, as a JSON list, so that no two entries are written alike. */
export function hashOf(before: Uint8Array, entry: Omit<AuditEntry, 'hash'>): Buffer {
  const { no, atMicros, actorKind, actorId, actorName, action, subjectKind, subjectId, details } = entry
  const said = [no, atMicros, actorKind, actorId, actorName, action, subjectKind, subjectId, details]
  const sealed = entry.id === null && entry.sealedAtMicros === null ? [] : [entry.id, entry.sealedAtMicros]
  return createHash('sha256')
    .update(before)
    .update(JSON.stringify([...said, ...sealed]))
    .digest()
}

export type ChainState = { readonly no: number; readonly hash: Uint8Array }

/** Walks on from a state over entries in order; answers the new state, or the number of the first entry that does not fit. */
export function walkChain(
  from: ChainState,
  entries: readonly AuditEntry[],
): { readonly end: ChainState } | { readonly brokenAt: number } {
  let { no, hash } = from
  for (const entry of entries) {
    const expected = hashOf(hash, entry)
    if (entry.no !== no + 1 || !expected.equals(entry.hash)) return { brokenAt: no + 1 }
    no = entry.no
    hash = expected
  }
  return { end: { no, hash } }
}
