/** Segment's calls out of a file: one call an object, or under "body". Pure. */
import type { IncomingEntry } from '#features/timeline/index.ts'
import { CALLS, isProblem, NO_CONTEXT, openItem } from './envelope.ts'
import { isJson, type Json } from './json.ts'
import { ruleOf, type TrackRule } from './tracks.ts'
import { translate } from './translate.ts'

const known: readonly unknown[] = CALLS
const callOf = (record: Json) => record['type'] ?? record['action']
const bodyOf = (record: Json) =>
  isJson(record['body']) && !known.includes(callOf(record)) ? record['body'] : record

/** Whether an object is a Segment call. */
export function recogniseCall(record: Json): boolean {
  return known.includes(callOf(bodyOf(record)))
}

/** The call's entry, believed as a server's own, or why there is none. */
export function translateCall(
  record: Json,
  {
    source,
    currency,
    startedAt,
    contentId,
  }: {
    readonly source: string
    readonly currency: string
    readonly startedAt: Date
    readonly contentId: string
  },
): readonly IncomingEntry[] | { readonly reason: string; readonly message: string } {
  const body = bodyOf(record)
  const around = { context: NO_CONTEXT, sentAt: undefined, receivedAt: startedAt }
  // In an export the times stand as they were corrected when they came in.
  const { sentAt: _sentAt, ...item } = body
  const envelope = openItem(item, around, callOf(body), () => contentId)
  const entry = isProblem(envelope) ? envelope : translate(envelope, { source, trust: 'server', currency })
  if (isProblem(entry)) return { reason: entry.code, message: entry.message }
  const isDated = (item['originalTimestamp'] ?? item['timestamp']) !== undefined
  return [isDated ? entry : { ...entry, data: { ...entry.data, undated: true } }]
}

/** Which entry an event's name means; undefined for names nobody knows. */
export function eventRuleOf(name: string): TrackRule | undefined {
  const rule = ruleOf(name)
  return rule.kind === 'activity' ? undefined : rule
}
