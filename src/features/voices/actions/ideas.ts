/** Ideas gathered: what many had stands together with how many people had it, each in her own words; taken apart and put together by hand. */
import { homeOf } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { DAY_MS } from '#kit/time.ts'
import { openPlaces, type TextPlace } from '#reading/index.ts'
import { findEntries } from '#features/timeline/index.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { IdeasAnswer, MoveIdeas, VoiceRow } from '../contract.ts'
import { gatherIdeas, ideaIn, type SaidIdea } from '../rules/ideas.ts'
import { STARTER_THEMES } from '../rules/starter-themes.ts'
import {
  isIdea,
  listGroups,
  listIdeaSpans,
  listOfIdea,
  listToCompare,
  setIdeaOf,
  type IdeaPlace,
} from '../store/ideas.ts'
import { findVoices } from '../store/voices.ts'
import { presentVoices } from './hear-voices.ts'
import { themesOfWorkspace, wordTable } from './listen.ts'
import { placeOf } from './retheme.ts'

/** As long as themes are read. */
const DAYS = 168
const LISTED = 100
/** Compared in one go, with the newest ideas that are known. */
const [AT_ONCE, KNOWN] = [200, 2_000]

const sinceOf = ({ now }: Pick<Scope, 'now'>): Date => new Date(now.getTime() - DAYS * DAY_MS)

/** The hundred ideas that most people had. */
export async function showIdeas(scope: Scope): Promise<IdeasAnswer> {
  const themeIds = await ideaThemes(scope)
  return read(scope, async (scope) => {
    const groups = (await listGroups(scope, sinceOf(scope))).sort(
      (a, b) => b.people - a.people || b.count - a.count || b.lastAt.getTime() - a.lastAt.getTime(),
    )
    const shown = groups.slice(0, LISTED)
    const rows = await present(scope, shown.map(({ first }) => first), themeIds) // prettier-ignore
    const said = new Map(rows.map((row) => [row.id, row]))
    return {
      days: DAYS,
      comments: groups.reduce((sum, { count }) => sum + count, 0),
      ideas: groups.length,
      items: shown.flatMap(({ ideaOf, count, people, lastAt, first }) => {
        const row = said.get(first.voiceId)
        return row ? [{ id: ideaOf, count, people, lastAt: lastAt.toISOString(), said: row }] : []
      }),
    }
  })
}

/** Everybody who had it, newest first, at most a hundred. Refuses `idea_not_found`. */
export async function showIdea(scope: Scope, id: string): Promise<VoiceRow[]> {
  const themeIds = await ideaThemes(scope)
  return read(scope, async (scope) => {
    const places = await listOfIdea(scope, id, { since: sinceOf(scope), limit: LISTED })
    if (places.length === 0) throw new Refusal('idea_not_found', 'There is no such idea here.')
    return present(scope, places, themeIds)
  })
}

/** Says by hand which idea these are; with null each is one of its own, but for the one whose id the idea bears. Refuses `voice_not_found`, `idea_not_found`. */
export async function moveIdeas(scope: Scope, { ids, with: ideaOf }: MoveIdeas): Promise<void> {
  await transact(scope, async (scope) => {
    if (ideaOf !== null && !(await isIdea(scope, ideaOf)))
      throw new Refusal('idea_not_found', 'There is no such idea here.')
    for (const [home, part] of Map.groupBy(new Set(ids), (id) => homeOf(scope.workspace, id))) {
      if ((await findVoices(scope, home, part)).length < part.length)
        throw new Refusal('voice_not_found', 'One of these comments is not here any more.')
      await setIdeaOf(scope, home, part.map((id) => ({ id, ideaOf: ideaOf ?? id })), scope.actor.name) // prettier-ignore
    }
  })
}

/** The sweep: compares what came in. Answers how many were. */
export async function compareIdeas(scope: Scope): Promise<number> {
  const since = sinceOf(scope)
  const fresh = await read(scope, (scope) => listToCompare(scope, since, AT_ONCE))
  if (fresh.length === 0) return 0
  const themeIds = await ideaThemes(scope)
  const known = (await read(scope, (scope) => listGroups(scope, since)))
    .filter(({ isCompared }) => isCompared)
    .sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime())
    .slice(0, KNOWN)
    .map(({ ideaOf, first }) => ({ ...first, ideaOf }))
  const said = await wordsOfIdeas(scope, [...known, ...fresh], themeIds)
  const ideaOf = ({ voiceId }: IdeaPlace, id = voiceId): SaidIdea[] => {
    const one = said.get(voiceId)
    return one ? [{ ...one, id }] : []
  }
  const placed = gatherIdeas(
    known.flatMap((one) => ideaOf(one, one.ideaOf)),
    fresh.flatMap((one) => ideaOf(one)),
  )
  for (const [home, part] of Map.groupBy(placed, ({ id }) => homeOf(scope.workspace, id)))
    await transact(scope, (scope) => setIdeaOf(scope, home, part, null))
  return placed.length
}

let places: Promise<(text: string) => TextPlace> | undefined
/** Learned once: what the starter themes listen for is what customers say. */
const placesOfTexts = (): Promise<(text: string) => TextPlace> =>
  (places ??= wordTable().then((table) => openPlaces(Object.values(STARTER_THEMES).flatMap(({ any }) => any), table))) // prettier-ignore

async function wordsOfIdeas(
  scope: Scope,
  ideas: readonly IdeaPlace[],
  themeIds: readonly string[],
): Promise<Map<string, Pick<SaidIdea, 'text' | 'place'>>> {
  const placeIn = await placesOfTexts()
  return read(scope, async (scope) => {
    const marks = await marksOf(scope, ideas, themeIds)
    const entries = await findEntries(scope, ideas.map(placeOf))
    return new Map(
      entries.map(({ id, body }) => {
        const text = ideaIn(body ?? '', marks.get(id))
        return [id as string, { text, place: placeIn(text) }]
      }),
    )
  })
}

async function present(
  scope: TxScope,
  ideas: readonly IdeaPlace[],
  themeIds: readonly string[],
): Promise<VoiceRow[]> {
  const marks = await marksOf(scope, ideas, themeIds)
  return presentVoices(
    scope,
    ideas.map((one) => ({ ...one, mark: marks.get(one.voiceId) })),
  )
}

async function marksOf(
  scope: TxScope,
  ideas: readonly IdeaPlace[],
  themeIds: readonly string[],
): Promise<Map<string, { start: number; end: number }>> {
  const marks = new Map<string, { start: number; end: number }>()
  for (const [home, part] of Map.groupBy(ideas, (one) => one.home)) {
    const spans = await listIdeaSpans(scope, home, part.map(({ voiceId }) => voiceId), themeIds) // prettier-ignore
    for (const { voiceId, spanStart, spanEnd } of spans)
      marks.set(voiceId, { start: spanStart, end: spanEnd })
  }
  return marks
}

const ideaThemes = async (scope: Scope): Promise<string[]> =>
  (await themesOfWorkspace(scope)).filter(({ definition }) => definition.kind === 'idea').map(({ id }) => id)
