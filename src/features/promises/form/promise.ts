/** What the form promises whoever writes now: the standing promise that forms open, its calendar, and how often it was kept. */
import type { Calendar } from '#kit/calendar.ts'
import type { Scope } from '#platform/scope.ts'
import { showCalendar, showStandingPromises } from '../actions/settings.ts'
import { keptRateOf, outcomesOf } from '../actions/show.ts'
import { missedWords, TELLING_FROM, usualWords } from '../rules/lateness.ts'
import type { FormPromise } from './aside.ts'

/** The rate moves slowly, and a page may be asked for often. */
const RATE_HOLDS_MS = 60_000

type Rate = Pick<FormPromise, 'kept' | 'missed' | 'usual'>
const rates = new Map<string, { readonly until: number; readonly rate: Rate }>()

/** Null where no standing promise of a reply is on for forms: then the page promises nothing. */
export async function formPromiseOf(scope: Scope): Promise<FormPromise | null> {
  const [setting, standing] = await Promise.all([showCalendar(scope), showStandingPromises(scope)])
  const one = standing.find(
    ({ isOn, keptBy, opens }) =>
      isOn && keptBy === 'reply' && opens.kind === 'form' && (opens.channel ?? 'form') === 'form',
  )
  if (!one) return null
  return {
    wording: one.wording,
    span: one.span,
    calendar: setting as Calendar,
    ...(await rateOf(scope, one.touchpoint, setting as Calendar)),
  }
}

async function rateOf(scope: Scope, touchpoint: string, calendar: Calendar): Promise<Rate> {
  const now = scope.now.getTime()
  const key = `${scope.workspace.no} ${touchpoint}`
  const known = rates.get(key)
  if (known && known.until > now) return known.rate
  const kept = await keptRateOf(scope, touchpoint)
  const outcomes = kept.settled < TELLING_FROM ? [] : await outcomesOf(scope, touchpoint)
  const rate = {
    kept,
    missed: missedWords(outcomes, scope.now, calendar),
    usual: usualWords(outcomes, scope.now, calendar),
  }
  rates.set(key, { until: now + RATE_HOLDS_MS, rate })
  return rate
}
