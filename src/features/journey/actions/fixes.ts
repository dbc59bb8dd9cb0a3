/** The one thing to fix this week: proposed, chosen, carried out, taken back, and measured later. One at a time. */
import { firstHomeOf, isId, type MemberId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { leads } from '#kit/roles.ts'
import { addDays, dayNumberOf, dayOf } from '#kit/time.ts'
import { countThemeDays, type NamedTheme } from '#features/voices/index.ts'
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
  type ThemeProposal,
} from '../contract.ts'
import { bestIdeaOf, expectedEffectOf, rubCountOf } from '../rules/fixes.ts'
import {
  countDays,
  deleteFix,
  findFix,
  insertFix,
  listFixes,
  lockFixes,
  setFix,
  type StoredFix,
} from '../store/fixes.ts'
import { findIdea, listIdeas, setIdea, type CountedIdea } from '../store/ideas.ts'
import { fixesShown, knownOf, personOf, sum, type Known } from './fixes-shown.ts'
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
  const known = await knownOf(scope)
  return read(scope, async (scope) => {
    const fixes = await fixesShown(scope, await listFixes(scope, KEPT), known)
    const map = await mapIn(scope, { days: DAYS })
    return {
      running: fixes.find(({ standing }) => standing === 'started') ?? null,
      proposed: proposalsOf(map, await listIdeas(scope, null), known.names),
      earlier: fixes.filter(({ standing }) => standing !== 'started'),
    }
  })
}

/** Makes it this week's fix, in place of another where that is said. Refuses `fix_of_nothing`, `theme_not_found`, `touchpoint_not_found`, `idea_not_found`, `member_not_found`, `fix_start_far`, `fix_running`. */
export async function startFix(scope: Scope, wanted: StartFix): Promise<Fix> {
  const known = await knownOf(scope)
  const ownerId = ownerFrom(wanted.ownerId, known.names)
  const theme = themeFrom(wanted, known.themes)
  checkStart(scope, wanted.startsOn)
  const id = newId<'fix'>(scope)
  await transact(scope, async (scope) => {
    await lockFixes(scope)
    if (wanted.touchpoint !== null) await checkTouchpoint(scope, wanted.touchpoint)
    if (wanted.replaces) await endReplaced(scope, wanted.replaces)
    const idea = await ideaOf(scope, wanted)
    const to = addDays(wanted.startsOn, -1)
    const before = { from: addDays(to, 1 - DAYS), to }
    const rubs = theme
      ? sum(await countThemeDays(scope, [theme.id], before))
      : rubCountOf(
          await countDays(scope, wanted.touchpoint === null ? [] : [wanted.touchpoint], before),
          before,
        ).rubs
    const written = await insertFix(scope, {
      id,
      touchpoint: wanted.touchpoint,
      theme: theme?.id ?? null,
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
  return showFix(scope, id, known)
}

/** What may be hoped of a theme from today on. Refuses `theme_not_found`. */
export async function proposeTheme(scope: Scope, id: string): Promise<ThemeProposal> {
  const theme = themeFrom({ theme: id, touchpoint: null }, (await knownOf(scope)).themes)
  if (!theme) throw noTheme()
  const to = addDays(dayOf(scope.now, scope.workspace.zone), -1)
  const days = await read(scope, (scope) =>
    countThemeDays(scope, [theme.id], { from: addDays(to, 1 - DAYS), to }),
  )
  const comments = sum(days)
  return {
    theme,
    comments,
    of: days.reduce((all, day) => all + day.all, 0),
    days: DAYS,
    expected: HOPED_SHARES.flatMap((share) => expectedEffectOf(comments, DAYS, share) ?? []),
  }
}

/** Finishes it, drops it, takes either back, or changes its words or owner. Refuses `fix_not_found`, `fix_not_yours`, `fix_running`, `member_not_found`. */
export async function changeFix(scope: Scope, id: string, wanted: ChangeFix): Promise<Fix> {
  const known = await knownOf(scope)
  const owner = wanted.ownerId === undefined ? undefined : ownerFrom(wanted.ownerId, known.names)
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
    await moveIdea(scope, fix, IDEA_THEN, standing)
    await tellFix(scope, fix.id, standing)
  })
  return showFix(scope, id, known)
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

async function showFix(scope: Scope, id: string, known: Known): Promise<Fix> {
  return read(scope, async (scope) => {
    const [shown] = await fixesShown(scope, [await found(scope, id)], known)
    if (!shown) throw notFound()
    return shown
  })
}

/** Who leads, or who owns it. */
function mayChange({ actor }: TxScope, { ownerId }: StoredFix): boolean {
  if (actor.kind !== 'member') return false
  return leads(actor.role) || actor.id === ownerId
}

/** What becomes of a fix's idea. */
const IDEA_THEN = { started: 'doing', finished: 'done', dropped: 'idea' } as const

/** Ends the one whose place is taken. Refuses `fix_running` where that is not the one under way. */
async function endReplaced(
  scope: TxScope,
  { id, standing }: NonNullable<StartFix['replaces']>,
): Promise<void> {
  const fix = await found(scope, id)
  if (fix.standing !== 'started') throw running()
  await setFix(scope, { ...fix, standing, endedOn: dayOf(scope.now, scope.workspace.zone) })
  await moveIdea(scope, fix, IDEA_THEN, standing)
}

/** Refuses `theme_not_found`; `fix_of_nothing` where there is neither theme nor touchpoint. */
function themeFrom(
  { theme, touchpoint }: Pick<StartFix, 'theme' | 'touchpoint'>,
  themes: ReadonlyMap<string, NamedTheme>,
): NamedTheme | null {
  if (theme === null && touchpoint === null)
    throw new Refusal('fix_of_nothing', 'Say what it is about: a touchpoint, or a theme.')
  if (theme === null) return null
  const shown = themes.get(theme)
  if (!shown) throw noTheme()
  return shown
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

function ownerFrom(id: string | null, names: ReadonlyMap<string, string>): MemberId | null {
  if (id !== null && !names.has(id)) throw new Refusal('member_not_found', 'Nobody of that name works here.')
  return id as MemberId | null
}

async function found(scope: TxScope, id: string): Promise<StoredFix> {
  const fix = isId(id) ? await findFix(scope, id) : undefined
  if (!fix) throw notFound()
  return fix
}

const noTheme = () => new Refusal('theme_not_found', 'There is no such theme here.')
const notFound = () => new Refusal('fix_not_found', 'No such fix here.')
const notYours = () =>
  new Refusal('fix_not_yours', 'Only who owns this fix, or leads the team, can change it.')
const running = () =>
  new Refusal('fix_running', 'Another fix is under way: finish or drop that one first, one thing at a time.')
