/** How much one event and one request may hold, and the one walk that measures it; parses and stores nothing. */

/** Bytes of one event as JSON; the figure of Segment's documentation (WIRE.md §1). */
export const EVENT_BYTES = 32 * 1024
/** Bytes of one request, after unpacking. */
export const BATCH_BYTES = 500 * 1024
/** Items of one batch: 500 KB holds no more of any sensible size. */
export const BATCH_ITEMS = 5_000
/** Objects and lists inside each other (SAFETY.md R8). */
export const DEPTH = 20
/** Names of one event, all levels together (SAFETY.md R8). */
export const KEYS = 1_000

export type LimitProblem = { readonly code: string; readonly message: string }

/** What is too much about an event, or undefined. Never recurses deeper than the limit, whatever it is given. */
export function limitProblemOf(event: object): LimitProblem | undefined {
  const found = { keys: 0, size: 0, problem: undefined as LimitProblem | undefined }
  measure(event, 1, found)
  if (found.problem) return found.problem
  // A character is at most six bytes as JSON (\u001f), so that small events need no second writing.
  if (found.size * 6 > EVENT_BYTES && Buffer.byteLength(JSON.stringify(event)) > EVENT_BYTES)
    return { code: 'event_too_large', message: `The event is larger than ${EVENT_BYTES} bytes.` }
  return undefined
}

type Found = { keys: number; size: number; problem: LimitProblem | undefined }

function measure(value: object, depth: number, found: Found): void {
  if (depth > DEPTH) {
    found.problem = { code: 'too_deep', message: `The event is nested deeper than ${DEPTH} levels.` }
    return
  }
  if (Array.isArray(value)) {
    for (const one of value as unknown[]) {
      measureValue(one, depth, found)
      if (found.problem) return
    }
    return
  }
  for (const name in value) {
    found.keys += 1
    found.size += name.length + 4
    if (name === '__proto__')
      found.problem = { code: 'name_not_allowed', message: 'The name "__proto__" is not accepted.' }
    else if (found.keys > KEYS)
      found.problem = { code: 'too_many_names', message: `The event holds more than ${KEYS} names.` }
    else measureValue((value as Record<string, unknown>)[name], depth, found)
    if (found.problem) return
  }
}

function measureValue(value: unknown, depth: number, found: Found): void {
  if (typeof value === 'string') found.size += value.length + 3
  else if (typeof value === 'object' && value !== null) {
    found.size += 3
    measure(value, depth + 1, found)
  } else found.size += 6
}
