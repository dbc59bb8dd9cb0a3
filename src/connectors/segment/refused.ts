/** What could not be stored, written down for the brand's own eyes: enough of it to recognise, whatever its depth or size. */
import { recordRefusals } from '#features/timeline/index.ts'
import type { Scope } from '#platform/scope.ts'
import type { Problem, Sender } from './envelope.ts'

/** Kept of one request; a sender that errs errs alike in all of its items. */
const KEPT_AT_ONCE = 100

/** Puts refused items into the event debugger. Throws only where the database is away. */
export function keepRefused(
  scope: Scope,
  { source }: Sender,
  refused: readonly (Problem & { readonly messageId?: string; readonly item: unknown })[],
): Promise<void> {
  return recordRefusals(
    scope,
    refused.slice(0, KEPT_AT_ONCE).map(({ code, message, messageId, item }) => ({
      source,
      messageId: messageId ?? null,
      reason: code,
      item: JSON.stringify({ message, item: shallow(item, 4) }),
    })),
  )
}

function shallow(value: unknown, levels: number): unknown {
  if (typeof value === 'string') return value.slice(0, 400)
  if (typeof value !== 'object' || value === null) return value
  if (levels === 0) return '…'
  if (Array.isArray(value)) return value.slice(0, 20).map((one) => shallow(one, levels - 1))
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, 40)
      .map(([name, one]) => [name, shallow(one, levels - 1)]),
  )
}
