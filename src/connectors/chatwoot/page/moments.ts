/** What the page inside Chatwoot tells of a conversation: its moments with their very words, why they were noticed, and the way to them. */
import { z } from 'zod'
import { declarationOf, showMoment } from '#features/moments/index.ts'
import { conversationIdOf, heldAmong, listConversation } from '#features/timeline/index.ts'
import { read, type Scope } from '#platform/scope.ts'
import { placedMoments } from '../placed.ts'
import { sourceOf } from '../translate.ts'

export const MomentsBeside = z.object({
  name: z.string(),
  moments: z.array(
    z.object({
      label: z.string(),
      isThreat: z.boolean(),
      /** "open until Fri 21 Nov, 18:00", "done". */
      standing: z.string(),
      words: z.string(),
      marks: z.array(z.object({ start: z.number(), end: z.number() })),
      why: z.array(z.object({ lead: z.string(), rest: z.string() })),
      when: z.string(),
      link: z.string(),
    }),
  ),
})
export type MomentsBeside = z.infer<typeof MomentsBeside>

const MOST = 10

/** Empty for a conversation nobody has told us of, and for a person who restricted the use of her data. */
export async function momentsBeside(
  scope: Scope,
  accountId: string,
  conversation: number,
  baseUrl: string,
): Promise<MomentsBeside> {
  const ids = await read(scope, async (scope) => {
    const thread = conversationIdOf(scope.workspace.id, sourceOf(accountId), `${accountId} ${conversation}`)
    const [entry] = await listConversation(scope, thread, { around: scope.now, limit: 1 })
    if (!entry || (await heldAmong(scope, [entry.customerId])).size > 0) return []
    return (await placedMoments(scope, entry.customerId))
      .filter(({ place }) => place.account === accountId && place.conversation === conversation)
      .filter(({ moment: { state, kind } }) => isForAll(state, kind))
      .slice(0, MOST)
      .map(({ moment }) => moment.id)
  })
  const details = await Promise.all(ids.map((id) => showMoment(scope, id)))
  const timeOf = (at: string) => whenIn(scope.workspace.zone, at)
  return {
    name: details[0]?.row.customer.name ?? '',
    moments: details.map(({ row, signs }) => ({
      label: row.label,
      isThreat: row.valence === 'threat',
      standing:
        row.state === 'open'
          ? `open until ${timeOf(row.expiry.at)}`
          : row.state === 'snoozed' && row.snoozedUntil
            ? `snoozed until ${timeOf(row.snoozedUntil)}`
            : row.state,
      words: row.words,
      marks: row.marks,
      why: signs.map(({ lead, rest }) => ({ lead, rest })),
      when: timeOf(row.at),
      link: `${baseUrl}/moments/${row.id}`,
    })),
  }
}

/** What was no moment is not shown; nor is what a supervisor should answer, since the page is everybody's in Chatwoot. */
const isForAll = (state: string, kind: string): boolean =>
  state !== 'dismissed' && state !== 'folded' && declarationOf(kind).seenBy !== 'supervisor'

function whenIn(zone: string, at: string): string {
  const options = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  } as const
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone }).format(new Date(at))
}
