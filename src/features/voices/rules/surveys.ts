/** Whom a survey asks and when: what it follows, who is drawn, the hours that are hers, and every reason to leave somebody alone. Pure. */
import { addDays, clockOf, DAY_MS, dayOf, HOUR_MS, instantAt, minutesOfClock } from '#kit/time.ts'
import type { SurveyDefinition, SurveyTrigger } from '../contract.ts'

/** What of an entry decides whether a survey follows it. */
export type TriggeringEntry = {
  readonly kind: string
  readonly at: Date
  readonly id: string
  readonly source: string
  readonly messageId: string
  readonly conversationId: string | null
  readonly channel: string | null
  readonly authorKind: 'customer' | 'agent' | 'machine'
  readonly authorName: string | null
  readonly data: { readonly status?: string; readonly order?: string; readonly automatic?: boolean }
}

export type Cause = {
  /** The same for the same thing: "conversation 0198…", "delivered 10482". */
  readonly cause: string
  readonly at: Date
  readonly conversationId: string | null
  readonly channel: string | null
  readonly agentName: string | null
}

/** What this entry gives a survey with that trigger to ask about; undefined for nothing. */
export function causeOf(trigger: SurveyTrigger, entry: TriggeringEntry): Cause | undefined {
  const { kind, at, data, conversationId, channel, authorName } = entry
  const thing = data.order ?? entry.messageId
  const of = (cause: string, agentName: string | null = null): Cause => ({
    cause,
    at,
    conversationId,
    channel,
    agentName,
  })
  switch (trigger) {
    case 'resolved':
      // Our last word so far; a later one moves it, her own takes it back.
      return isAnswerOfOurs(entry) && conversationId !== null
        ? of(`conversation ${conversationId}`, authorName)
        : undefined
    case 'delivered':
      return kind === 'delivery' && data.status === 'delivered' ? of(`delivered ${thing}`) : undefined
    case 'returned':
      return kind === 'return' && (data.status === undefined || data.status === 'received')
        ? of(`returned ${thing}`)
        : undefined
    case 'ordered':
      return kind === 'order' ? of(`ordered ${thing}`) : undefined
    case 'by_hand':
      return undefined
  }
}

/** Written by a person of ours, not by a machine. */
export function isAnswerOfOurs({
  kind,
  authorKind,
  data,
}: Pick<TriggeringEntry, 'kind' | 'authorKind' | 'data'>): boolean {
  return kind === 'message_out' && authorKind !== 'machine' && data.automatic !== true
}

/** When the survey that follows is due: after the delay, moved out of the hours in which she is left in peace. */
export function dueOf({ delayHours, quiet }: SurveyDefinition, at: Date, zone: string): Date {
  return afterQuiet(new Date(at.getTime() + delayHours * HOUR_MS), quiet, zone)
}

/** The instant itself, or the end of the quiet hours it lies in, by her own clock. */
export function afterQuiet(at: Date, quiet: SurveyDefinition['quiet'], zone: string): Date {
  if (quiet === null || quiet.from === quiet.to) return at
  const [from, to, clock] = [quiet.from, quiet.to, clockOf(at, zone)].map(minutesOfClock) as [number, number, number] // prettier-ignore
  const isOverMidnight = from > to
  const isQuiet = isOverMidnight ? clock >= from || clock < to : clock >= from && clock < to
  if (!isQuiet) return at
  const today = dayOf(at, zone)
  return instantAt(isOverMidnight && clock >= from ? addDays(today, 1) : today, quiet.to, zone)
}

/** Whether a cause is drawn. `draw` 0 to 1, from a keyed hash of the cause, so that the same cause is always drawn alike. */
export function isDrawn({ sample }: Pick<SurveyDefinition, 'sample'>, draw: number): boolean {
  return draw < sample
}

/** Why somebody is not asked; shown beside the count. */
export const REASONS = {
  off: 'the survey was switched off',
  not_drawn: 'not drawn for the sample',
  wrote_again: 'she wrote again before it was due',
  unsubscribed: 'unsubscribed',
  asked_not_to: 'asked us not to ask',
  hardship: 'is going through a hard time',
  asked_lately: 'was asked not long ago',
  no_address: 'no verified e-mail address',
  no_mailbox: 'no mailbox was set up to send from',
  too_late: 'came to our knowledge too late',
  refused: 'the mail could not be delivered',
  dropped: 'nothing went out when it was due, and it was dropped',
} as const
export type Reason = keyof typeof REASONS

export const reasonWords = (because: string): string => REASONS[because as Reason] ?? because

/** What is known of a person when a survey is due. */
export type Situation = {
  readonly definition: SurveyDefinition
  readonly isOn: boolean
  readonly now: Date
  readonly dueAt: Date
  readonly zone: string
  /** Her last word in the conversation, where one is asked about; and ours that it is about. */
  readonly wroteAt: Date | null
  readonly aboutAt: Date
  readonly isUnsubscribed: boolean
  readonly choice: 'fewer' | 'none' | null
  /** A moment of a hard time, open or of the last days. */
  readonly isHardTime: boolean
  /** When anybody of our surveys last asked her. */
  readonly lastAskedAt: Date | null
  readonly hasAddress: boolean
}

export type SendDecision =
  | { readonly decision: 'send' }
  | { readonly decision: 'wait'; readonly until: Date }
  | { readonly decision: 'leave_out'; readonly because: Reason }

/** How late a survey may go out: asked weeks after, nobody knows any more what it is about. */
const LATE_MS = 3 * DAY_MS
/** Who chose fewer is asked once in half a year. */
const FEWER_DAYS = 182
/** Days after which a hard time no longer keeps us from asking. */
export const HARD_TIME_DAYS = 60
/** Moments of a hard time. */
export const HARD_TIMES: ReadonlySet<string> = new Set(['hardship', 'distress'])

/** Whether she is asked now. What keeps her from being asked counts before the hour does. */
export function decideSending(it: Situation): SendDecision {
  const because = reasonAgainst(it)
  if (because) return { decision: 'leave_out', because }
  const until = afterQuiet(it.now, it.definition.quiet, it.zone)
  return until > it.now ? { decision: 'wait', until } : { decision: 'send' }
}

function reasonAgainst(it: Situation): Reason | undefined {
  if (!it.isOn) return 'off'
  if (it.choice === 'none') return 'asked_not_to'
  if (it.isUnsubscribed) return 'unsubscribed'
  if (it.isHardTime) return 'hardship'
  if (it.wroteAt !== null && it.wroteAt > it.aboutAt) return 'wrote_again'
  if (isAskedLately(it)) return 'asked_lately'
  if (it.now.getTime() - it.dueAt.getTime() > LATE_MS) return 'too_late'
  return it.hasAddress ? undefined : 'no_address'
}

function isAskedLately({ definition, choice, lastAskedAt, now }: Situation): boolean {
  const days = choice === 'fewer' ? Math.max(FEWER_DAYS, definition.capDays) : definition.capDays
  return lastAskedAt !== null && now.getTime() - lastAskedAt.getTime() < days * DAY_MS
}

/** Whether one reminder goes out: never to who answered, chose to be left alone, or has a hard time. */
export function mayRemind(
  it: Pick<Situation, 'isOn' | 'choice' | 'isUnsubscribed' | 'isHardTime' | 'hasAddress'> & {
    readonly isAnswered: boolean
    readonly isReminded: boolean
  },
): boolean {
  return (
    it.isOn &&
    !it.isAnswered &&
    !it.isReminded &&
    it.choice === null &&
    !it.isUnsubscribed &&
    !it.isHardTime &&
    it.hasAddress
  )
}
