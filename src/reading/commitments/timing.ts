/** When a promise is to be kept, from the words of its own clause: a time, soon, after something happens, or unsaid. */
import { explainDue, officeHours } from '#kit/calendar.ts'
import type { Calendar } from '#kit/calendar.ts'
import { clockOf, dayOf, weekdayOf } from '#kit/time.ts'
import { dateIn } from './dates.ts'
import { DURATION, durationInWords, durationOf, endOf } from './durations.ts'
import type { Duration } from './durations.ts'
import type { PromiseClass, PromiseContext } from './found.ts'

export type Timing = { readonly class: PromiseClass; readonly due: Date | null; readonly wording: string }

const WITHIN = String.raw`(?:within|inside(?: of)?|less than|(?:no|not) (?:more|longer|later) than|under|over|up to|in(?:side)?|during|a maximum of|max\.?|about|around|approx(?:imately)?\.?|roughly|between|anywhere (?:from|between)|at least|another|after)`
const LEAD = String.raw`(?:${WITHIN} (?:(?:about|around|approx(?:imately)?|roughly|as little as|under|only|just|up to|between|a maximum of|the (?:next|first|following|coming)|next|a further|another|the|maximum) )*)`
/** A deadline: "within 24 hours", "in the next few days". A bare "for 2 days" is how long something lasts. */
const DEADLINE = new RegExp(String.raw`\b${LEAD}${DURATION}|\bthe next ${DURATION}`, 'i')
/** "takes 3 to 5 days": after a verb of lasting the amount needs no lead. */
const BARE = new RegExp(DURATION, 'i')
const THE_HOUR = /\b(?:within the|(?:in|over|during) the next) (hour|day|week)\b/
const LONGER = /^\s*(?:before|prior|ago|old|early|late|notice|in advance)\b/
const ANCHOR =
  /^(?:\s+(?:at most|max(?:imum)?|or so|or less|or sooner|time))?\s+(?:after|of|from|once|following|upon|since)\b(?! (?:now|today|this (?:message|tweet|email|chat)|right now|processing))/

const EVENT = new RegExp(
  [
    String.raw`\b(?<!\b(?:at|this|just|for|only) )once\b(?! (?:again|more|a (?:day|week|month|year)|per |and for all))`,
    String.raw`\b(?:as soon as|the (?:moment|minute|instant|second(?= (?:that|we|i|it|they|he|she|you|your|the|this)\b)))\b(?! (?:possible|(?:we|i|they|he|she) (?:possibly )?can\b|practicable|practical|humanly|feasible|poss\b))`,
    String.raw`\bafter (?!all\b|that\b|hours\b|\d|a (?:few|couple|day|week|month)|(?:one|two|three|four|five|six|seven) )`,
    String.raw`\bwhen(?:ever)? (?:we|i|it|they|he|she|you|your|the|this|that|these|our|there|more|a|an|new|things|someone|everything)\b`,
    String.raw`^when(?:ever)? (?!you\b|is\b|are\b|was\b|will\b|can\b|do\b)[^,.!?]{3,50}, `,
    String.raw`\b(?:upon|pending) `,
    String.raw`\bfollowing (?:your|the|receipt|review|this|our|completion)`,
    String.raw`\bas (?:soon as )?(?:we|it|they|more|new|info|information|things|updates?) (?:\w+ ){0,3}?(?:get|gets|receive|become|becomes|learn|have|come|comes|know|hear|develop|are available|is available)\b`,
  ].join('|'),
)
const ASAP =
  /\b(?:asap|a\.s\.a\.p|soon(?:est)?|shortly|momentarily|immediately|right (?:away|back|with you|over|on it)|straight ?away|promptly|quick(?:ly|est)?|swiftly|speedily|in no time|(?:in|within) (?:a|just a|one) (?:moment|bit|jiffy|sec|second|few|tick|flash|mo|jiff|little while|while|short while)|any (?:minute|moment|second)(?: now)?|before long|as (?:\w+ )?fast as|at (?:the|our) earliest|without (?:further |any )?delay|as early as possible|as soon as|posthaste|pronto)\b/

/** The calendar durations and days are counted in. */
export function calendarOf({ calendar, zone }: PromiseContext): Calendar {
  if (calendar) return calendar
  const name = zone ?? 'UTC'
  const known = offices.get(name) ?? officeHours(name)
  offices.set(name, known)
  return known
}

/** Kept per zone, because a calendar is only fast as one object. */
const offices = new Map<string, Calendar>()

/** What a clause says about time. `lasting`: the clause is about how long something takes, so a bare amount counts. */
export function timingOf(clause: string, context: PromiseContext, lasting: boolean): Timing {
  const amount = amountIn(clause, lasting)
  const rest = amount
    ? clause.slice(0, amount.start) + ' '.repeat(amount.end - amount.start) + clause.slice(amount.end)
    : clause
  if (amount?.anchored || (amount && lasting ? /\bonce\b/ : EVENT).test(rest))
    return { class: 'event', due: null, wording: '' }
  const { at } = context
  if (amount)
    return at
      ? dueAfter(amount.duration, at, calendarOf(context))
      : { class: 'dated', due: null, wording: '' }
  // Without an instant to count from any instant tells whether there is a date at all.
  const date = dateIn(clause, at ?? new Date(0), calendarOf(context), 'end')
  if (date && !at) return { class: 'dated', due: null, wording: '' }
  if (date) {
    const words = clause.slice(date.start, date.end).replace(/[\s.,]+$/, '')
    return {
      class: 'dated',
      due: date.at,
      wording: `"${words}": ${inWords(date.at, calendarOf(context).zone)}`,
    }
  }
  return { class: ASAP.test(clause) ? 'asap' : 'none', due: null, wording: '' }
}

type Amount = {
  readonly start: number
  readonly end: number
  readonly duration: Duration
  readonly anchored: boolean
}

function amountIn(clause: string, lasting: boolean): Amount | undefined {
  const hour = THE_HOUR.exec(clause)
  if (hour) {
    const unit = hour[1] === 'hour' ? 'hour' : 'day'
    const duration = { amount: hour[1] === 'week' ? 7 : 1, unit } as const
    return { start: hour.index, end: hour.index + hour[0].length, duration, anchored: false }
  }
  const match = (lasting ? BARE : DEADLINE).exec(clause)
  const groups = match?.slice(1)
  const duration = groups && (durationOf(groups.slice(0, 5)) ?? durationOf(groups.slice(5)))
  if (!match || !duration) return undefined
  const after = clause.slice(match.index + match[0].length)
  if (LONGER.test(after)) return undefined
  return { start: match.index, end: match.index + match[0].length, duration, anchored: ANCHOR.test(after) }
}

function dueAfter(duration: Duration, at: Date, calendar: Calendar): Timing {
  const due = endOf(duration, at, calendar)
  const wording =
    duration.unit === 'month'
      ? `${durationInWords(duration)}: ${inWords(due, calendar.zone)}`
      : explainDue(calendar, at, duration)
  return { class: 'dated', due, wording }
}

function inWords(at: Date, zone: string): string {
  const day = dayOf(at, zone)
  const weekday = weekdayOf(day)
  return `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)} ${day} ${clockOf(at, zone)}`
}
