/** The one thing to fix this week: proposed, chosen, carried out, taken back, and measured later. One at a time. */
import { firstHomeOf, isId, type MemberId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { addDays, dayNumberOf, dayOf } from '#kit/time.ts'
import { listMembers } from '#features/team/index.ts'
import { announce } from '#platform/announcements.ts'
import { publish } from '#platform/live.ts'
import { newId, read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import {
  HOPED_SHARES,
  type ChangeFix,
  type Fix,
  type FixBoard,
  type FixProposal,
  type JourneyMap,
  type StartFix,
} from '../contract.ts'
import { bestIdeaOf, effectOf, expectedEffectOf, rubCountOf, spansOf } from '../rules/fixes.ts'
import {
  countDays,
  deleteFix,
  findFix,
  insertFix,
  listFixes,
  lockFixes,
  setFix,
  type DayCount,
  type StoredFix,
} from '../store/fixes.ts'
import { findIdea, listIdeas, setIdea, type CountedIdea } from '../store/ideas.ts'
import { touchpointsIn } from './known.ts'
import { mapIn } from './show.ts'

/** The days whose friction is proposed from. */
const DAYS = 30
const PROPOSED = 5
const KEPT = 100
/** A start lies at most so far from today. */
const START_WITHIN_DAYS = 366

/** What is under way, what is proposed and what earlier ones did. */
export async function showFixes(scope: Scope): Promise<FixBoard> {
  const names = await memberNames(scope)
  return read(scope, async (scope) => {
    const fixes = await fixesShown(scope, await listFixes(scope, KEPT), names)
    const map = await mapIn(scope, { days: DAYS })
    return {
      running: fixes.find(({ standing }) => standing === 'started') ?? null,
      proposed: proposalsOf(map, await listIdeas(scope, null), names),
      earlier: fixes.filter(({ standing }) => standing !== 'started'),
    }
  })
}

/** Makes it this week's fix. Refuses `touchpoint_not_found`, `idea_not_found`, `member_not_found`, `fix_start_far`, `fix_running`. */
export async function startFix(scope: Scope, wanted: StartFix): Promise<Fix> {
  const names = await memberNames(scope)
  const ownerId = ownerFrom(wanted.ownerId, names)
  checkStart(scope, wanted.startsOn)
  const id = newId<'fix'>(scope)
  await transact(scope, async (scope) => {
    await lockFixes(scope)
    await checkTouchpoint(scope, wanted.touchpoint)
    const idea = await ideaOf(scope, wanted)
    const to = addDays(wanted.startsOn, -1)
    const before = { from: addDays(to, 1 - DAYS), to }
    const { rubs } = rubCountOf(await countDays(scope, [wanted.touchpoint], before), before)
    const written = await insertFix(scope, {
      id,
      touchpoint: wanted.touchpoint,
      words: wanted.words,
      ideaId: idea?.id ?? null,
      ideaWas: idea?.standing ?? null,
      ownerId,
      byName: scope.actor.name,
      at: scope.now,
      standing: 'started',
      startsOn: wanted.startsOn,
      endedOn: null,
      rubs,
      days: DAYS,
      hopedShare: wanted.hopedShare,
    })
    if (written === 0) throw running()
    if (idea) await setIdea(scope, { ...idea, standing: 'doing', standingAt: scope.now })
    await tellFix(scope, id, 'started')
  })
  return showFix(scope, id, names)
}

/** Finishes it, drops it, takes either back, or changes its words or owner. Refuses `fix_not_found`, `fix_not_yours`, `fix_running`, `member_not_found`. */
export async function changeFix(scope: Scope, id: string, wanted: ChangeFix): Promise<Fix> {
  const names = await memberNames(scope)
  const owner = wanted.ownerId === undefined ? undefined : ownerFrom(wanted.ownerId, names)
  await transact(scope, async (scope) => {
    await lockFixes(scope)
    const fix = await found(scope, id)
    if (!mayChange(scope, fix)) throw notYours()
    const standing = wanted.standing ?? fix.standing
    const today = dayOf(scope.now, scope.workspace.zone)
    const isMoved = standing !== fix.standing
    const changed = await setFix(scope, {
      id: fix.id,
      words: wanted.words ?? fix.words,
      ownerId: owner === undefined ? fix.ownerId : owner,
      standing,
      endedOn: standing === 'started' ? null : isMoved ? today : fix.endedOn,
    })
    if (changed === 0) throw running()
    if (!isMoved) return
    await moveIdea(scope, fix, { started: 'doing', finished: 'done', dropped: 'idea' } as const, standing)
    await tellFix(scope, fix.id, standing)
  })
  return showFix(scope, id, names)
}

/** Takes it back as if it had never been chosen; its idea stands where it stood. Refuses `fix_not_found`. */
export async function withdrawFix(scope: Scope, id: string): Promise<void> {
  await transact(scope, async (scope) => {
    const fix = await found(scope, id)
    await deleteFix(scope, fix.id)
    await moveIdea(scope, fix, { withdrawn: fix.ideaWas ?? 'idea' }, 'withdrawn')
    await tellFix(scope, fix.id, 'withdrawn')
  })
}

function proposalsOf(
  { friction, days }: JourneyMap,
  ideas: readonly CountedIdea[],
  names: ReadonlyMap<string, string>,
): FixProposal[] {
  return friction.slice(0, PROPOSED).flatMap((one) => {
    if (one.rank === null) return []
    const idea = bestIdeaOf(ideas, one.touchpoint)
    return [
      {
        touchpoint: one.touchpoint,
        name: one.name,
        rank: one.rank,
        rubs: one.rubs,
        days,
        perWeek: one.perWeek,
        low: one.interval.low,
        high: one.interval.high,
        trend: one.trend,
        quote: one.quote,
        idea: idea && {
          id: idea.id,
          words: idea.words,
          votes: idea.votes,
          owner: personOf(idea.ownerId, names),
        },
        expected: HOPED_SHARES.flatMap((share) => expectedEffectOf(one.rubs, days, share) ?? []),
      },
    ]
  })
}

async function showFix(scope: Scope, id: string, names: ReadonlyMap<string, string>): Promise<Fix> {
  return read(scope, async (scope) => {
    const [shown] = await fixesShown(scope, [await found(scope, id)], names)
    if (!shown) throw notFound()
    return shown
  })
}

/** Fixes with what they did, measured from one reading of the days. */
async function fixesShown(
  scope: TxScope,
  fixes: readonly StoredFix[],
  names: ReadonlyMap<string, string>,
): Promise<Fix[]> {
  if (fixes.length === 0) return []
  const today = dayOf(scope.now, scope.workspace.zone)
  const spans = new Map(fixes.map((fix) => [fix.id, spansOf(fix, today)]))
  const known = [...spans.values()].flatMap((span) => span ?? [])
  const days = known.length === 0 ? [] : await countDays(scope, touchpointsOf(fixes), wholeOf(known))
  const places = new Map((await touchpointsIn(scope)).map(({ id, name }) => [id, name]))
  return fixes.map((fix) => ({
    id: fix.id,
    touchpoint: fix.touchpoint,
    name: places.get(fix.touchpoint) ?? 'a former touchpoint',
    words: fix.words,
    ideaId: fix.ideaId,
    owner: personOf(fix.ownerId, names),
    by: fix.byName,
    at: fix.at.toISOString(),
    standing: fix.standing,
    startsOn: fix.startsOn,
    endedOn: fix.endedOn,
    expected: expectedEffectOf(fix.rubs, fix.days, fix.hopedShare),
    effect: measured(fix, spans.get(fix.id) ?? null, days),
  }))
}

function measured(
  fix: StoredFix,
  spans: ReturnType<typeof spansOf>,
  days: readonly DayCount[],
): Fix['effect'] {
  const mine = days.filter(({ touchpoint }) => touchpoint === fix.touchpoint)
  const none = { rubs: 0, here: 0, everywhere: 0 }
  return effectOf(fix, spans, {
    before: spans ? rubCountOf(mine, spans.before) : none,
    after: spans ? rubCountOf(mine, spans.after) : none,
  })
}

const touchpointsOf = (fixes: readonly StoredFix[]) =>
  [...new Set(fixes.map(({ touchpoint }) => touchpoint))].sort()

function wholeOf(spans: readonly NonNullable<ReturnType<typeof spansOf>>[]): { from: string; to: string } {
  const froms = spans.map(({ before }) => before.from).sort()
  const tos = spans.map(({ after }) => after.to).sort()
  return { from: froms[0] ?? '', to: tos.at(-1) ?? '' }
}

/** Who leads, or who owns it. */
function mayChange({ actor }: TxScope, { ownerId }: StoredFix): boolean {
  if (actor.kind !== 'member') return false
  return actor.role === 'owner' || actor.role === 'supervisor' || actor.id === ownerId
}

async function ideaOf(scope: TxScope, { ideaId, touchpoint }: StartFix) {
  if (ideaId === null) return null
  const idea = isId(ideaId) ? await findIdea(scope, ideaId) : undefined
  if (idea?.touchpoint !== touchpoint)
    throw new Refusal('idea_not_found', 'No such idea for this touchpoint.')
  return idea
}

/** Moves the fix's idea along, where it has one that still stands. */
async function moveIdea<To extends string>(
  scope: TxScope,
  { ideaId }: StoredFix,
  standings: Readonly<Record<To, CountedIdea['standing']>>,
  to: To,
): Promise<void> {
  const idea = ideaId === null ? undefined : await findIdea(scope, ideaId)
  if (idea) await setIdea(scope, { ...idea, standing: standings[to], standingAt: scope.now })
}

async function checkTouchpoint(scope: TxScope, id: string): Promise<void> {
  if (!(await touchpointsIn(scope)).some((one) => one.id === id))
    throw new Refusal('touchpoint_not_found', 'No such touchpoint here.')
}

function checkStart(scope: Scope, startsOn: string): void {
  const days = dayNumberOf(startsOn) - dayNumberOf(dayOf(scope.now, scope.workspace.zone))
  if (!(Math.abs(days) <= START_WITHIN_DAYS))
    throw new Refusal('fix_start_far', 'Choose a day within a year from now.')
}

/** Tells the open pages, and whoever listens. */
async function tellFix(scope: TxScope, id: string, standing: string): Promise<void> {
  await announce(scope, firstHomeOf(scope.workspace), 'journey.fixChanged', { id, standing })
  await publish(scope, 'fix.changed', { id })
}

async function memberNames(scope: Scope): Promise<Map<string, string>> {
  return new Map(
    (await listMembers(scope.db, scope.workspace.id)).map(({ id, name }) => [id as string, name]),
  )
}

function ownerFrom(id: string | null, names: ReadonlyMap<string, string>): MemberId | null {
  if (id !== null && !names.has(id)) throw new Refusal('member_not_found', 'Nobody of that name works here.')
  return id as MemberId | null
}

const personOf = (id: string | null, names: ReadonlyMap<string, string>) =>
  id === null ? null : { id, name: names.get(id) ?? 'somebody who left' }

async function found(scope: TxScope, id: string): Promise<StoredFix> {
  const fix = isId(id) ? await findFix(scope, id) : undefined
  if (!fix) throw notFound()
  return fix
}

const notFound = () => new Refusal('fix_not_found', 'No such fix here.')
const notYours = () =>
  new Refusal('fix_not_yours', 'Only who owns this fix, or leads the team, can change it.')
const running = () =>
  new Refusal('fix_running', 'Another fix is under way: finish or drop that one first, one thing at a time.')
