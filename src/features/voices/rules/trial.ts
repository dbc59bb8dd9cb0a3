/** What a survey would have done with what happened: the same rules, played over the past. Pure. */
import { DAY_MS, HOUR_MS } from '#kit/time.ts'
import type { SurveyDefinition, SurveyTrial } from '../contract.ts'
import { causeOf, HARD_TIME_DAYS, isDrawn, REASONS, type Reason, type TriggeringEntry } from './surveys.ts'

export type PastEntry = TriggeringEntry & { readonly customerId: string }

export type PastLife = {
  readonly definition: SurveyDefinition
  /** In any order. */
  readonly entries: readonly PastEntry[]
  /** Times at which a person had a hard moment. */
  readonly hardAt: ReadonlyMap<string, readonly Date[]>
  /** 0 to 1, the same for the same cause. */
  readonly draw: (cause: string) => number
  readonly now: Date
}

export function trialOf({
  definition,
  entries,
  hardAt,
  draw,
  now,
}: PastLife): Omit<SurveyTrial, 'days' | 'isWhole'> {
  const causes = causesIn(definition, entries, now)
  const stopped = firstOfEach(entries.filter(({ kind, data }) => kind === 'subscription' && data.status === 'unsubscribed')) // prettier-ignore
  const wrote = Map.groupBy(
    entries.filter(({ kind }) => kind === 'message_in'),
    ({ conversationId }) => conversationId,
  )
  const askedAt = new Map<string, Date>()
  const left = new Map<Reason, number>()
  let asked = 0
  for (const { customerId, cause, at, dueAt, conversationId } of causes) {
    const because = whyNot()
    if (because) left.set(because, (left.get(because) ?? 0) + 1)
    else {
      asked += 1
      askedAt.set(customerId, dueAt)
    }

    function whyNot(): Reason | undefined {
      if (!isDrawn(definition, draw(cause))) return 'not_drawn'
      const stop = stopped.get(customerId)
      if (stop && stop <= dueAt) return 'unsubscribed'
      if ((hardAt.get(customerId) ?? []).some((hard) => hard <= dueAt && dueAt.getTime() - hard.getTime() < HARD_TIME_DAYS * DAY_MS)) return 'hardship' // prettier-ignore
      const hers = conversationId === null ? [] : (wrote.get(conversationId) ?? [])
      if (definition.trigger === 'resolved' && hers.some((one) => one.at > at && one.at <= dueAt)) return 'wrote_again' // prettier-ignore
      const last = askedAt.get(customerId)
      return last && dueAt.getTime() - last.getTime() < definition.capDays * DAY_MS
        ? 'asked_lately'
        : undefined
    }
  }
  return {
    causes: causes.length,
    asked,
    people: askedAt.size,
    leftOut: [...left]
      .sort(([, a], [, b]) => b - a)
      .map(([because, count]) => ({ because: REASONS[because], count })),
  }
}

/** What it follows, each cause once with its latest time, in order; what was not due yet is left out. */
function causesIn(definition: SurveyDefinition, entries: readonly PastEntry[], now: Date) {
  const found = new Map<string, { customerId: string; cause: string; at: Date; dueAt: Date; conversationId: string | null }>() // prettier-ignore
  for (const entry of [...entries].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const cause = causeOf(definition.trigger, entry)
    if (!cause) continue
    const dueAt = new Date(cause.at.getTime() + definition.delayHours * HOUR_MS)
    found.set(cause.cause, { customerId: entry.customerId, cause: cause.cause, at: cause.at, dueAt, conversationId: cause.conversationId }) // prettier-ignore
  }
  return [...found.values()]
    .filter(({ dueAt }) => dueAt <= now)
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
}

function firstOfEach(entries: readonly PastEntry[]): Map<string, Date> {
  const first = new Map<string, Date>()
  for (const { customerId, at } of entries) {
    const known = first.get(customerId)
    if (!known || at < known) first.set(customerId, at)
  }
  return first
}
