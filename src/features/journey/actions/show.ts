/** The map, and what stands under it for one touchpoint. Reads only. */
import { addDays, instantAt } from '#kit/time.ts'
import { countKeptBetween } from '#features/promises/index.ts'
import { listMembers } from '#features/team/index.ts'
import { read, type Scope, type TxScope } from '#platform/scope.ts'
import type { AskJourney, Counts, Friction, JourneyMap, MapColumn, TouchpointPage } from '../contract.ts'
import { NOWHERE, STEP_DAYS } from '../rules/counting.ts'
import { rankFriction } from '../rules/friction.ts'
import { feelingOf, healthOf, healthPartsOf, keptRateOf, NO_COUNTS, type KeptCount } from '../rules/health.ts'
import type { NamedTouchpoint } from '../rules/matching.ts'
import { busiestWords, meetsWords } from '../rules/who.ts'
import { countMarks } from '../store/counting.ts'
import { listIdeas } from '../store/ideas.ts'
import {
  countByStanding,
  countByTouchpoint,
  countMetBy,
  countRubsByWeek,
  listSteps,
  listTelling,
  type Span,
} from '../store/map.ts'
import { piecesShown } from './evidence.ts'
import { ideaShown, memberIdOf } from './ideas.ts'
import { touchpointsIn } from './known.ts'
import { showNotes } from './notes.ts'
import { spanOf } from './span.ts'
import { showTouchpoint } from './touchpoints.ts'

/** Weeks of the small line beside each friction. */
const WEEKS = 8
const MOST_WAITING = 100_000

/** The map over a span of days, compared with the span of equal length before it. Refuses `route_not_found`. */
export function showMap(scope: Scope, asked: AskJourney): Promise<JourneyMap> {
  return read(scope, (scope) => mapIn(scope, asked))
}

export async function mapIn(scope: TxScope, asked: AskJourney): Promise<JourneyMap> {
  const { span, route } = await spanOf(scope, asked)
  const before = { ...span, from: addDays(span.from, -asked.days), to: addDays(span.from, -1) }
  const touchpoints = (await touchpointsIn(scope)).filter(({ isHidden }) => !isHidden)
  const both = await countByTouchpoint(scope, span, before.from)
  const counts = new Map(both.map(({ touchpoint, now }) => [touchpoint, now]))
  const countsBefore = new Map(both.map(({ touchpoint, before }) => [touchpoint, before]))
  const kept = await keptOf(scope, span)
  const keptBefore = await keptOf(scope, before)
  const ideas = await listIdeas(scope, null)
  const friction = await frictionIn(scope, touchpoints, span, asked.days, counts, countsBefore)
  const rank = new Map(friction.map((one) => [one.touchpoint, one]))
  const none: KeptCount = { kept: 0, settled: 0 }

  const columns = touchpoints.map((one): MapColumn => {
    const now = counts.get(one.id) ?? NO_COUNTS
    const then = countsBefore.get(one.id) ?? NO_COUNTS
    const promised = one.promise === null ? none : (kept.get(one.promise) ?? none)
    const parts = healthPartsOf(now, promised)
    const open = ideas.filter(({ touchpoint, standing }) => touchpoint === one.id && standing !== 'dropped')
    return {
      touchpoint: one.id,
      name: one.name,
      icon: one.icon,
      phase: one.phase,
      counts: now,
      before: then,
      feeling: feelingOf(now),
      health: healthOf(parts),
      healthBefore: healthOf(
        healthPartsOf(then, one.promise === null ? none : (keptBefore.get(one.promise) ?? none)),
      ),
      parts,
      rank: rank.get(one.id)?.rank ?? null,
      promise: one.promise === null ? null : keptRateOf(promised),
      easier: open.filter(({ question }) => question === 'easier').length,
      memorable: open.filter(({ question }) => question === 'memorable').length,
      quote: rank.get(one.id)?.quote?.words ?? null,
    }
  })
  const all = [...counts.values()]
  return {
    route: route.id,
    from: span.from,
    to: span.to,
    days: asked.days,
    pieces: all.reduce((sum, { good, even, bad }) => sum + good + even + bad, 0),
    unplaced: counts.get(NOWHERE)?.met ?? 0,
    columns,
    friction,
    waiting: await countMarks(scope, MOST_WAITING),
  }
}

/** What stands under the map for one touchpoint. Refuses `touchpoint_not_found`, `route_not_found`. */
export async function showTouchpointPage(
  scope: Scope,
  id: string,
  asked: AskJourney,
): Promise<TouchpointPage> {
  const touchpoint = await showTouchpoint(scope, id)
  const members = new Map(
    (await listMembers(scope.db, scope.workspace.id)).map(({ id, name }) => [id as string, name]),
  )
  const notes = await showNotes(scope, id)
  return read(scope, async (scope) => {
    const { span, since, until } = await spanOf(scope, asked)
    const telling = { since, until, standing: span.standing, category: span.category, each: 2 }
    const names = new Map((await touchpointsIn(scope)).map((one) => [one.id, one.name]))
    const met = await countMetBy(scope, { ...span, standing: null, category: null }, id)
    const everybody = await countByStanding(scope, { ...span, standing: null, category: null })
    const steps = await listSteps(scope, span, id)
    const named = (touchpoint: string, times: number) => ({
      touchpoint,
      name: names.get(touchpoint) ?? 'a former touchpoint',
      times,
    })
    const best = [
      ...(await listTelling(scope, [id], { ...telling, isRub: true })),
      ...(await listTelling(scope, [id], { ...telling, isRub: false })),
    ]
    return {
      touchpoint,
      ideas: (await listIdeas(scope, memberIdOf(scope.actor), id)).map((idea) => ideaShown(idea, members)),
      notes,
      best: await piecesShown(scope, best),
      whoMeetsIt: meetsWords(met, everybody),
      busiest: busiestWords(met),
      comesFrom: steps
        .filter(({ to }) => to === id)
        .map(({ from, times }) => named(from, times))
        .slice(0, 5),
      goesTo: steps
        .filter(({ from }) => from === id)
        .map(({ to, times }) => named(to, times))
        .slice(0, 5),
      dropOff: await dropOffOf(scope, span, id),
    }
  })
}

async function frictionIn(
  scope: TxScope,
  touchpoints: readonly NamedTouchpoint[],
  span: Span,
  days: number,
  counts: ReadonlyMap<string, { rubs: number }>,
  before: ReadonlyMap<string, Counts>,
): Promise<Friction[]> {
  const ranked = rankFriction(
    touchpoints.map(({ id }) => ({
      touchpoint: id,
      rubs: counts.get(id)?.rubs ?? 0,
      before: before.get(id)?.rubs ?? 0,
    })),
    days,
    [...before.values()].some(({ met, good, even, bad }) => met + good + even + bad > 0),
  ).filter(({ rubs, before }) => rubs + before > 0)
  const named = new Map(touchpoints.map((one) => [one.id, one]))
  const weeks = Map.groupBy(
    await countRubsByWeek(scope, { ...span, from: addDays(span.to, 1 - 7 * WEEKS) }),
    ({ touchpoint }) => touchpoint,
  )
  const telling = await piecesShown(
    scope,
    await listTelling(
      scope,
      ranked.filter(({ rubs }) => rubs > 0).map(({ touchpoint }) => touchpoint),
      {
        standing: span.standing,
        category: span.category,
        since: instantAt(span.from, '00:00', scope.workspace.zone),
        until: instantAt(addDays(span.to, 1), '00:00', scope.workspace.zone),
        isRub: true,
        each: 3,
      },
    ),
  )
  return ranked.map(({ touchpoint, rubs, before, rank, perWeek, interval, trend }) => {
    const quote = telling.find((piece) => piece.touchpoint === touchpoint && piece.words !== '')
    const mine = weeks.get(touchpoint) ?? []
    return {
      rank,
      touchpoint,
      name: named.get(touchpoint)?.name ?? touchpoint,
      phase: named.get(touchpoint)?.phase ?? 'before',
      perWeek,
      interval,
      rubs,
      before,
      trend,
      weeks: Array.from(
        { length: WEEKS },
        (_, index) => mine.find(({ week }) => week === WEEKS - 1 - index)?.rubs ?? 0,
      ),
      quote: quote ? { words: quote.words, marks: quote.marks } : null,
    }
  })
}

/** Of what happened here long enough ago, how much no other touchpoint followed within 30 days. */
async function dropOffOf(scope: TxScope, span: Span, id: string): Promise<TouchpointPage['dropOff']> {
  const to = addDays(span.to, -STEP_DAYS)
  if (to < span.from) return null
  const met = await countMetBy(scope, { ...span, to, standing: null, category: null }, id)
  const of = met.reduce((sum, row) => sum + row.met, 0)
  if (of === 0) return null
  const steps = await listSteps(scope, { from: span.from, to: span.to }, id)
  const went = steps.filter(({ from }) => from === id).reduce((sum, { times }) => sum + times, 0)
  return { ended: Math.max(0, of - went), of }
}

/** Kept and settled promises of a span, by their touchpoint. */
async function keptOf(scope: TxScope, { from, to }: Span): Promise<Map<string, KeptCount>> {
  const { zone } = scope.workspace
  const counts = await countKeptBetween(
    scope,
    instantAt(from, '00:00', zone),
    instantAt(addDays(to, 1), '00:00', zone),
  )
  return new Map(counts.map((count) => [count.touchpoint, count]))
}
