/** The one thing to fix: what is proposed, what may be hoped of it, and what can be said of it later. Pure. */
import { poissonInterval } from '#kit/statistics/poisson.ts'
import { wilsonInterval } from '#kit/statistics/wilson.ts'
import { addDays, dayNumberOf } from '#kit/time.ts'
import type { ExpectedEffect, FixEffect, FixSide, FixStanding, IdeaStanding, Question } from '../contract.ts'

/** Fewer pieces than this are too few to say (rules/friction.ts says the same). */
const ENOUGH = 5
/** Sides shorter than this, or with less in both, say nothing yet. */
const LEAST = { days: 14, rubs: 10, happened: 20 }
/** Longer sides would measure other things too. */
const MOST_DAYS = 56
const WEEK = 7

type Idea = {
  readonly id: string
  readonly touchpoint: string
  readonly question: Question
  readonly standing: IdeaStanding
  readonly votes: number
  readonly at: Date
}

/** How far an idea has come: what was begun goes before what is only thought. */
const CLOSENESS: Readonly<Record<IdeaStanding, number>> = {
  doing: 3,
  testing: 2,
  idea: 1,
  done: 0,
  dropped: 0,
}

/** The idea that answers a touchpoint's friction best: begun before thought, easier before memorable, then votes, then the older. */
export function bestIdeaOf<I extends Idea>(ideas: readonly I[], touchpoint: string): I | null {
  const open = ideas.filter((idea) => idea.touchpoint === touchpoint && CLOSENESS[idea.standing] > 0)
  const [best] = open.sort(
    (a, b) =>
      CLOSENESS[b.standing] - CLOSENESS[a.standing] ||
      Number(b.question === 'easier') - Number(a.question === 'easier') ||
      b.votes - a.votes ||
      a.at.getTime() - b.at.getTime(),
  )
  return best ?? null
}

/** What would be gone a week if this share of what rubs goes: the friction's own interval times the share. Null where too few rub. */
export function expectedEffectOf(rubs: number, days: number, share: number): ExpectedEffect | null {
  if (rubs < ENOUGH || days <= 0) return null
  const { low, high } = poissonInterval(rubs)
  const weekly = (n: number) => (share * n * WEEK) / days
  return { share, perWeek: weekly(rubs), low: weekly(low), high: weekly(high) }
}

export type FixTimes = {
  readonly standing: FixStanding
  /** Days 'YYYY-MM-DD'. */
  readonly startsOn: string
  readonly endedOn: string | null
}

export type FixSpans = {
  readonly days: number
  readonly before: { readonly from: string; readonly to: string }
  readonly after: { readonly from: string; readonly to: string }
}

/**
 * The days before and after, of equal length and whole weeks, so that weekdays weigh alike. Before ends with the day before it
 * started; after begins when it was finished (while it is under way: when it started) and ends yesterday, for today is not
 * over. Null where there is not one week yet, or where it was dropped.
 */
export function spansOf({ standing, startsOn, endedOn }: FixTimes, today: string): FixSpans | null {
  if (standing === 'dropped') return null
  const from = standing === 'finished' && endedOn !== null ? addDays(endedOn, 1) : startsOn
  const passed = Math.min(MOST_DAYS, dayNumberOf(today) - dayNumberOf(from))
  const days = Math.floor(passed / WEEK) * WEEK
  if (days < WEEK) return null
  return {
    days,
    before: { from: addDays(startsOn, -days), to: addDays(startsOn, -1) },
    after: { from, to: addDays(from, days - 1) },
  }
}

/** Pieces that rub, how often it happened here, and how much happened at all touchpoints together. */
export type RubCount = { readonly rubs: number; readonly here: number; readonly everywhere: number }

/**
 * What can be said of it: pieces that rub per happening, after against before. Never that it was the cause. Where more than
 * half of what happens here rubs (a chase is nothing else), fewer happenings are the very aim: then all that happened at any
 * touchpoint is what it is held against. Of a theme it is comments of the theme in all comments.
 */
export function effectOf(
  fix: FixTimes,
  spans: FixSpans | null,
  counts: { readonly before: RubCount; readonly after: RubCount },
  about: 'touchpoint' | 'theme' = 'touchpoint',
): FixEffect {
  const of = counts.before.rubs > counts.before.here / 2 ? 'everywhere' : 'here'
  const basis: FixEffect['basis'] = about === 'theme' ? 'comments' : of
  const say = WORDS[about]
  const none = { days: spans?.days ?? 0, basis, before: null, after: null, change: null } as const
  if (fix.standing === 'dropped')
    return { ...none, verdict: 'not_measured', words: 'Dropped, so there is nothing to compare.' }
  if (!spans) return { ...none, verdict: 'too_early', words: `Too early: ${waitingFor(fix)}.` }
  const before = { rubs: counts.before.rubs, happened: counts.before[of] }
  const after = { rubs: counts.after.rubs, happened: counts.after[of] }
  const sides = {
    days: spans.days,
    basis,
    before: sideOf(spans.before, before, about),
    after: sideOf(spans.after, after, about),
    change: changeOf(before, after),
  }
  const lacking = lackOf(spans.days, before, after, say)
  if (lacking !== null || !sides.change)
    return { ...sides, verdict: 'too_early', words: `Too early: ${lacking ?? say.nothing}.` }
  const { low, high } = sides.change
  const isLess = high !== null && high < 0
  const isMore = low > 0
  return {
    ...sides,
    verdict: isLess ? 'less' : isMore ? 'more' : 'no_difference',
    words: isLess
      ? `${say.less} than before, beyond chance. Other things may have changed as well.`
      : isMore
        ? `${say.more} than before, beyond chance. Other things may have changed as well.`
        : 'No difference beyond chance.',
  }
}

type Say = {
  readonly less: string
  readonly more: string
  readonly nothing: string
  readonly pieces: string
  readonly few: (happened: number) => string
}
const WORDS: Readonly<Record<'touchpoint' | 'theme', Say>> = {
  touchpoint: {
    less: 'Less rubs',
    more: 'More rubs',
    nothing: 'nothing rubbed before',
    pieces: 'pieces',
    few: (happened) => `it happened ${happened} times on one side`,
  },
  theme: {
    less: 'A smaller share of all comments says it',
    more: 'A larger share of all comments says it',
    nothing: 'nobody said it before',
    pieces: 'comments',
    few: (happened) => `${happened} comments of all on one side`,
  },
}

function waitingFor({ standing }: FixTimes): string {
  return standing === 'finished'
    ? 'ask again two weeks after it was done'
    : 'ask again two weeks after it started'
}

type Rate = { readonly rubs: number; readonly happened: number }

/** What is missing for an answer, or null. */
function lackOf(days: number, before: Rate, after: Rate, say: Say): string | null {
  if (days < LEAST.days) return `${days} days on each side, of at least ${LEAST.days}`
  if (before.rubs + after.rubs < LEAST.rubs)
    return `${before.rubs + after.rubs} ${say.pieces}, of at least ${LEAST.rubs}`
  const fewest = Math.min(before.happened, after.happened)
  return fewest < LEAST.happened ? `${say.few(fewest)}, of at least ${LEAST.happened}` : null
}

function sideOf(
  { from, to }: { from: string; to: string },
  { rubs, happened }: Rate,
  about: 'touchpoint' | 'theme',
): FixSide {
  const per100 = (n: number) => (happened === 0 ? null : (100 * n) / happened)
  // Comments of a theme are some of all, so theirs is a share; pieces that rub may outnumber happenings.
  const share = about === 'theme' ? wilsonInterval(rubs, happened) : undefined
  const { low, high } = share
    ? { low: share.low * happened, high: share.high * happened }
    : poissonInterval(rubs)
  return { from, to, rubs, happened, per100: per100(rubs), low: per100(low), high: per100(high) }
}

/**
 * The ratio of two rates less one, with its 95 % interval. Given their sum, the later count is binomial with the later share of
 * all happenings (Przyborowski and Wilenski 1940); the Wilson interval of that share gives the interval of the ratio.
 */
function changeOf(before: Rate, after: Rate): FixEffect['change'] {
  if (before.rubs === 0 || before.happened === 0 || after.happened === 0) return null
  const share = wilsonInterval(after.rubs, after.rubs + before.rubs)
  if (!share) return null
  const exposure = before.happened / after.happened
  const ratio = (of: number) => (of >= 1 ? null : (of / (1 - of)) * exposure - 1)
  return {
    ratio: (after.rubs / before.rubs) * exposure - 1,
    low: ratio(share.low) ?? 0,
    high: ratio(share.high),
  }
}

type DayOf = {
  readonly onDay: string
  readonly met: number
  readonly felt: number
  readonly rubs: number
  readonly everywhere: number
}

/** The days of a span as one count. A piece that only speaks of it is a happening too (as in rules/health.ts). */
export function rubCountOf(days: readonly DayOf[], { from, to }: { from: string; to: string }): RubCount {
  const inside = days.filter(({ onDay }) => onDay >= from && onDay <= to)
  const sum = (of: (day: DayOf) => number) => inside.reduce((all, day) => all + of(day), 0)
  return {
    rubs: sum(({ rubs }) => rubs),
    here: Math.max(
      sum(({ met }) => met),
      sum(({ felt }) => felt),
    ),
    everywhere: sum(({ everywhere }) => everywhere),
  }
}

/** Traffic under this share of an equal part is not much. */
const MUCH = 0.5

export type LookedAt = {
  readonly touchpoint: string
  readonly happened: number
  readonly everyWeeks: number
  /** Whole weeks since somebody looked; null where nobody did. */
  readonly weeks: number | null
}

/** Touchpoints with much traffic (at least half of an equal part) whose look is overdue, or where nobody ever looked; the busiest first (S2.7). */
export function overlookedOf<T extends LookedAt>(list: readonly T[]): T[] {
  const all = list.reduce((sum, { happened }) => sum + happened, 0)
  const enough = Math.max(1, (MUCH * all) / Math.max(1, list.length))
  return list
    .filter(
      ({ happened, weeks, everyWeeks }) => happened >= enough && (weeks === null || weeks >= everyWeeks),
    )
    .sort((a, b) => b.happened - a.happened || (a.touchpoint < b.touchpoint ? -1 : 1))
}
