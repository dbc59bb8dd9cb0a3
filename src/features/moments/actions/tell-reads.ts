/**
 * Leaves a line in the audit log where somebody is shown what is delicate about a customer (R16), facts or moments: who, about
 * whom, which kinds, never the words.
 */
import type { CustomerId } from '#kit/id.ts'
import { HOUR_MS } from '#kit/time.ts'
import { delicateIn } from '#reading/index.ts'
import { audit, listAudit } from '#platform/audit/index.ts'
import { transact, type Scope } from '#platform/scope.ts'
import { declarationOf } from '../catalogue/index.ts'
import type { Fact } from '../contract.ts'

/** Pages ask again by themselves: what the same person sees again within the hour is one reading. */
const ONE_READING_MS = HOUR_MS
/** Newest lines of the hour that are looked at for the same reading. */
const LOOKED_AT = 500

/** What somebody is shown of a customer. */
export type Shown = {
  readonly customerId: CustomerId
  readonly facts?: readonly Pick<Fact, 'sensitivity'>[]
  readonly moments?: readonly { readonly kind: string; readonly words: string }[]
}

/** Say it before the answer leaves: where the line can't be written, nothing is shown. */
export async function tellReads(scope: Scope, shown: readonly Shown[]): Promise<void> {
  const { actor } = scope
  // What the product itself reads is shown to nobody.
  if (actor.kind === 'machine') return
  const delicate = new Map<CustomerId, string[]>()
  for (const { customerId, facts = [], moments = [] } of shown) {
    const kinds = [...facts.flatMap(({ sensitivity }) => sensitivity ?? []), ...moments.flatMap(kindsIn)]
    if (kinds.length > 0) delicate.set(customerId, [...(delicate.get(customerId) ?? []), ...kinds])
  }
  if (delicate.size === 0) return
  await transact(scope, async (scope) => {
    const [only] = delicate.size === 1 ? delicate.keys() : []
    const since = new Date(scope.now.getTime() - ONE_READING_MS)
    const filter = { action: 'delicate.read', actorId: actor.id, since, subjectId: only }
    const lately = await listAudit(scope, filter, { limit: LOOKED_AT })
    const told = new Set(
      lately.flatMap(({ subjectId, details }) =>
        String(details['about'])
          .split(',')
          .map((about) => `${subjectId ?? ''} ${about}`),
      ),
    )
    for (const [customerId, kinds] of delicate) {
      const about = [...new Set(kinds)].sort()
      if (about.every((one) => told.has(`${customerId} ${one}`))) continue
      await audit(scope, 'delicate.read', {
        subject: { kind: 'customer', id: customerId },
        near: customerId,
        details: { about: about.join(',').slice(0, 80), count: kinds.length },
      })
    }
  })
}

/** What the words touch; where they touch nothing known, a kind that is delicate by itself stands for it. */
function kindsIn({ kind, words }: { kind: string; words: string }): string[] {
  const about = delicateIn(words)
  if (about !== undefined) return [about]
  return declarationOf(kind).delicate ? [kind] : []
}
