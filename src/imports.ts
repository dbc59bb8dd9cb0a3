/** Which foreign records a file may hold and what an event's name means: the same for the server and the command line. */
import { nestedOrders, type ForeignRecords } from '#connectors/files/index.ts'
import { eventRuleOf, recogniseCall, translateCall } from '#connectors/segment/index.ts'
import { recogniseRecord, translateRecord } from '#connectors/shopify/index.ts'
import { ENTRY_KINDS, type EntryKind } from '#features/timeline/contract.ts'

export const foreignRecords: readonly ForeignRecords[] = [
  { name: 'Shopify’s records', recognises: recogniseRecord, translate: translateRecord },
  {
    name: 'Segment’s calls',
    recognises: (record) => recogniseCall(record),
    translate: (record, _key, context) => translateCall(record, context),
  },
  nestedOrders,
]

const kinds: ReadonlySet<string> = new Set(ENTRY_KINDS)

/** The kind of entry an event's name means: ours by their own names, Segment's by theirs. */
export function eventRule(name: string) {
  const plain = name.trim().toLowerCase()
  return kinds.has(plain) ? { kind: plain as EntryKind } : eventRuleOf(name)
}
