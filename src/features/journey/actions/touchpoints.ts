/** Touchpoints and journeys: shown, changed, added, taken away, looked at, tried on history. */
import { isId } from '#kit/id.ts'
import { audit } from '#platform/audit/index.ts'
import { newId, read, transact, type Scope } from '#platform/scope.ts'
import { Refusal } from '#kit/refusal.ts'
import { addDays, dayOf } from '#kit/time.ts'
import type {
  BoughtCategory,
  JourneyRoute,
  RouteFields,
  Rule,
  RuleTrial,
  Touchpoint,
  TouchpointFields,
} from '../contract.ts'
import { matcherOf, problemsOf, type NamedTouchpoint } from '../rules/matching.ts'
import { sentenceOf } from '../rules/sentences.ts'
import { STARTER } from '../rules/starter.ts'
import { routesOf, touchpointsOf } from '../rules/touchpoints.ts'
import {
  deleteRoute,
  insertReview,
  listLastReviews,
  listRoutes,
  listTouchpoints,
  setRoute,
  setTouchpoint,
  type StoredTouchpoint,
} from '../store/touchpoints.ts'
import { listCategories } from '../store/map.ts'
import { countAnew } from './count.ts'
import { eachEntry } from './history.ts'
import { touchpointsIn } from './known.ts'

export function showTouchpoints(scope: Scope): Promise<Touchpoint[]> {
  return read(scope, async (scope) => {
    const stored = await listTouchpoints(scope)
    const changed = new Set(stored.map(({ id }) => id))
    const reviews = new Map((await listLastReviews(scope)).map((review) => [review.touchpoint, review]))
    return touchpointsOf(stored).map((one) => ({
      ...one,
      sentence: sentenceOf(one.rule),
      isStarter: STARTER.has(one.id) && !changed.has(one.id),
      reviewedAt: reviews.get(one.id)?.at.toISOString() ?? null,
      reviewedBy: reviews.get(one.id)?.byName ?? null,
    }))
  })
}

/** Refuses `touchpoint_not_found`. */
export async function showTouchpoint(scope: Scope, id: string): Promise<Touchpoint> {
  const found = (await showTouchpoints(scope)).find((one) => one.id === id)
  if (!found) throw new Refusal('touchpoint_not_found', 'No such touchpoint here.')
  return found
}

/** Adds a touchpoint. Refuses `touchpoint_rule_impossible`. */
export async function addTouchpoint(scope: Scope, fields: TouchpointFields): Promise<Touchpoint> {
  checkRule(fields.rule)
  const id = newId<'touchpoint'>(scope)
  await write(scope, { id, fields, isRemoved: false })
  await countAnew(scope)
  return showTouchpoint(scope, id)
}

/** Changes one; where the rule changes, everybody is counted anew. Refuses `touchpoint_not_found`, `touchpoint_rule_impossible`. */
export async function changeTouchpoint(
  scope: Scope,
  id: string,
  fields: TouchpointFields,
): Promise<Touchpoint> {
  const before = await showTouchpoint(scope, id)
  checkRule(fields.rule)
  await write(scope, { id, fields, isRemoved: false })
  const isCountedOtherwise =
    JSON.stringify(before.rule) !== JSON.stringify(fields.rule) || before.place !== fields.place
  if (isCountedOtherwise) await countAnew(scope)
  return showTouchpoint(scope, id)
}

/** Takes one off the map; its ideas and looks stay and come back with it. Refuses `touchpoint_not_found`. */
export async function removeTouchpoint(scope: Scope, id: string): Promise<void> {
  const {
    sentence: _s,
    isStarter: _i,
    reviewedAt: _a,
    reviewedBy: _b,
    id: _id,
    ...fields
  } = await showTouchpoint(scope, id)
  await write(scope, { id, fields, isRemoved: true })
  await countAnew(scope)
}

/** Brings back what was taken off, as it was. Refuses `touchpoint_not_found`. */
export async function restoreTouchpoint(scope: Scope, id: string): Promise<Touchpoint> {
  const stored = (await read(scope, listTouchpoints)).find((one) => one.id === id)
  if (!stored) throw new Refusal('touchpoint_not_found', 'No such touchpoint here.')
  await write(scope, { ...stored, isRemoved: false })
  await countAnew(scope)
  return showTouchpoint(scope, id)
}

function write(scope: Scope, touchpoint: StoredTouchpoint): Promise<void> {
  return transact(scope, async (scope) => {
    await setTouchpoint(scope, touchpoint)
    await audit(scope, touchpoint.isRemoved ? 'setting.removed' : 'setting.changed', {
      subject: { kind: 'touchpoint', id: touchpoint.id },
    })
  })
}

/** Writes down that somebody looked at a touchpoint (S4.36). Refuses `touchpoint_not_found`. */
export async function reviewTouchpoint(scope: Scope, id: string, words: string | null): Promise<Touchpoint> {
  await showTouchpoint(scope, id)
  const { actor } = scope
  const byId = actor.kind === 'machine' ? newId<'member'>(scope) : actor.id
  await transact(scope, (scope) =>
    insertReview(scope, { touchpoint: id, id: newId(scope), byId, byName: actor.name, words }),
  )
  return showTouchpoint(scope, id)
}

/** How far back a rule is tried. */
const TRIAL_DAYS = 90
const CATEGORIES = 60

/** What a rule would have caught, and what it would take from others or they from it. Refuses `touchpoint_rule_impossible`. */
export async function tryRule(
  scope: Scope,
  id: string | null,
  rule: Rule,
  place: number,
): Promise<RuleTrial> {
  checkRule(rule)
  const others = (await read(scope, touchpointsIn)).filter((one) => one.id !== id)
  const named = new Map(others.map((one) => [one.id, one.name]))
  const tried: NamedTouchpoint = { ...blank(rule, place), id: TRIED }
  const alone = matcherOf([tried])
  const without = matcherOf(others)
  const together = matcherOf([...others, tried])
  const trial = { looked: 0, met: 0, spoken: 0 }
  const takenBy = new Map<string, number>()
  const takesFrom = new Map<string, number>()
  const { isWhole } = await eachEntry(scope, TRIAL_DAYS, (entry, around) => {
    trial.looked += 1
    if (alone.spokenOf(entry) !== null) trial.spoken += 1
    if (alone.placeOf(entry, around) === null) return
    const now = together.placeOf(entry, around)
    if (now !== TRIED && now !== null) add(takenBy, now)
    else trial.met += 1
    const then = without.placeOf(entry, around)
    if (now === TRIED && then !== null) add(takesFrom, then)
  })
  const listed = (counts: Map<string, number>) =>
    [...counts]
      .map(([other, entries]) => ({ id: other, name: named.get(other) ?? other, entries }))
      .sort((a, b) => b.entries - a.entries)
  return {
    days: TRIAL_DAYS,
    ...trial,
    takenBy: listed(takenBy),
    takesFrom: listed(takesFrom),
    isWhole,
    sentence: sentenceOf(rule),
  }
}

const TRIED = 'tried'
const add = (counts: Map<string, number>, id: string) => counts.set(id, (counts.get(id) ?? 0) + 1)

const blank = (rule: Rule, place: number): TouchpointFields => ({
  name: TRIED,
  icon: '',
  phase: 'before',
  stage: 'find',
  channel: null,
  ownerId: null,
  rule,
  promise: null,
  effects: [],
  why: '',
  reviewEveryWeeks: 1,
  place,
  isHidden: false,
})

function checkRule(rule: Rule): void {
  const [problem] = problemsOf(rule)
  if (problem !== undefined) throw new Refusal('touchpoint_rule_impossible', problem)
}

export function showRoutes(scope: Scope): Promise<JourneyRoute[]> {
  return read(scope, async (scope) => routesOf(await listRoutes(scope)))
}

/** Categories of which a journey can be, of the last 90 days; the most met first. */
export function showCategories(scope: Scope): Promise<BoughtCategory[]> {
  const since = addDays(dayOf(scope.now, scope.workspace.zone), -TRIAL_DAYS)
  return read(scope, (scope) => listCategories(scope, since, CATEGORIES))
}

export async function addRoute(scope: Scope, fields: RouteFields): Promise<JourneyRoute> {
  const route = { ...fields, category: fields.category?.toLowerCase() ?? null, id: newId<'route'>(scope) }
  await transact(scope, async (scope) => {
    await setRoute(scope, route)
    await audit(scope, 'setting.changed', { subject: { kind: 'journey', id: route.id } })
  })
  return { ...route, isStarter: false }
}

/** Refuses `route_not_found`; one that the product brings stays. */
export async function removeRoute(scope: Scope, id: string): Promise<void> {
  const gone = await transact(scope, async (scope) => {
    if (!isId(id) || (await deleteRoute(scope, id)) === 0) return 0
    await audit(scope, 'setting.removed', { subject: { kind: 'journey', id } })
    return 1
  })
  if (gone === 0) throw new Refusal('route_not_found', 'No such journey of your own.')
}
