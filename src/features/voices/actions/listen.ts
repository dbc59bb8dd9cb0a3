/** Takes in what customers say as it is recorded: feeling, themes, thanks by name. Doing it twice changes nothing. */
import type { Home } from '#kit/id.ts'
import { dayOf } from '#kit/time.ts'
import { feelingOf, languageOf, openWordTable, sideOf, type WordTable } from '#reading/index.ts'
import { findEntries, readRecorded, type StoredEntry } from '#features/timeline/index.ts'
import { listMembers } from '#features/team/index.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import { readWordTable } from '#platform/word-table.ts'
import { STARTER_THEMES } from '../rules/starter-themes.ts'
import { readyTheme, rootsOf, themesOf, type ReadyTheme } from '../rules/taxonomy.ts'
import { thanksIn, type RosterMember } from '../rules/thanks.ts'
import { feelingBy, sourceOf } from '../rules/voices.ts'
import { addDays, insertMembers, listThemes, type DayCount, type ThemeRecord } from '../store/themes.ts'
import { addCutDays, type CutDay } from '../store/cuts.ts'
import type { Put } from '../store/puts.ts'
import { insertShoutOuts, insertVoices, setAnswered, type NewVoice } from '../store/voices.ts'
import { openTouchpoints, type TouchpointReader } from '../places.ts'
import { CUTS } from '../contract.ts'
import { cutsOf, NO_CUT, type Cut } from './cut.ts'

/** A voice of no theme is counted under this. */
export const UNTHEMED = '-'
/** Every voice is counted under this once. */
export const EVERY = '*'

/** A feeling as it is stored. */
export const SIDES = { negative: -1, neutral: 0, positive: 1 } as const

/** What is needed to hear: made once for a batch. */
export type Ear = {
  readonly table: WordTable
  readonly themes: readonly ReadyTheme[]
  readonly known: ReadonlySet<string>
  /** Where a merged theme's comments are counted. */
  readonly roots: ReadonlyMap<string, string>
  readonly ideas: ReadonlySet<string>
  readonly roster: readonly RosterMember[]
  readonly touchpoints: TouchpointReader
}

let table: Promise<WordTable> | undefined
export const wordTable = (): Promise<WordTable> => (table ??= readWordTable().then(openWordTable))

/** The subscriber of `timeline.recorded`. */
export async function listen(scope: Scope, bodies: readonly unknown[]): Promise<void> {
  const { refs } = readRecorded(scope.workspace, bodies)
  const entries = await read(scope, (scope) => findEntries(scope, refs))
  if (!entries.some((entry) => sourceOf(entry) ?? isReply(entry))) return
  const ear = await openEar(scope)
  for (const [home, part] of Map.groupBy(entries, (entry) => entry.home))
    await transact(scope, async (scope) =>
      hear(scope, home, part, ear, await cutsOf(scope, part.filter(sourceOf), ear.touchpoints)),
    )
}

export async function openEar(scope: Scope): Promise<Ear> {
  const records = await themesOfWorkspace(scope)
  return {
    table: await wordTable(),
    themes: records
      .filter(({ definition }) => definition.any.length > 0)
      .map(({ id, definition }) => readyTheme(id, definition)),
    known: new Set(records.map(({ id }) => id)),
    roots: rootsOf(records),
    ideas: new Set(records.filter(({ definition }) => definition.kind === 'idea').map(({ id }) => id)),
    roster: await listMembers(scope.db, scope.workspace.id),
    touchpoints: await openTouchpoints(scope),
  }
}

/** The workspace's themes: the starter taxonomy, as far as nobody changed it, and what was written or found. Reading writes nothing. */
export async function themesOfWorkspace(scope: Scope): Promise<ThemeRecord[]> {
  const stored = await read(scope, listThemes)
  const known = new Set(stored.map(({ id }) => id))
  return [...STARTERS.filter(({ id }) => !known.has(id)), ...stored]
}

const STARTERS = Object.entries(STARTER_THEMES).map(([id, definition]): ThemeRecord => ({
  id,
  definition,
  origin: 'starter',
  isPinned: false,
  isHidden: false,
  mergedInto: null,
  changedAt: null,
  changedBy: null,
}))

const isReply = ({ kind, authorKind }: StoredEntry): boolean =>
  kind === 'message_out' && authorKind === 'agent'

/** `cuts` by entry. */
export async function hear(
  scope: TxScope,
  home: Home,
  entries: readonly StoredEntry[],
  ear: Ear,
  cuts: ReadonlyMap<string, Cut>,
): Promise<void> {
  const heard = entries.flatMap((entry) => heardIn(entry, ear, { cut: cuts.get(entry.id) }) ?? [])
  const fresh = await insertVoices(
    scope,
    home,
    heard.map(({ voice }) => voice),
  )
  const news = heard.filter(({ voice }) => fresh.has(voice.id))
  await insertMembers(
    scope,
    home,
    news.flatMap(({ members }) => members),
  )
  await addDays(scope, home, daysOf(news, scope.workspace.zone))
  await addCutDays(scope, home, cutDaysOf(news, scope.workspace.zone))
  await insertShoutOuts(
    scope,
    home,
    news.flatMap((each) => thanksOf(each, ear)),
  )
  for (const { conversationId, at, authorName } of entries.filter(isReply))
    if (conversationId !== null)
      await setAnswered(scope, home, { conversationId, at, by: authorName ?? 'an agent' })
}

export type Heard = {
  readonly voice: NewVoice
  readonly text: string
  readonly members: readonly Membership[]
}
type Membership = Parameters<typeof insertMembers>[2][number]

/** What else it is known by: where and when it was said, and which themes it was put to. */
export type KnownOf = { readonly cut?: Cut | undefined; readonly puts?: readonly Pick<Put, 'themeId' | 'how'>[] | undefined } // prettier-ignore

/** Undefined for what is no voice. */
export function heardIn(
  entry: StoredEntry,
  ear: Ear,
  { cut = NO_CUT, puts = [] }: KnownOf = {},
): Heard | undefined {
  const source = sourceOf(entry)
  const text = entry.body
  if (!source || text === null) return undefined
  const { home, id, at, customerId, conversationId, data } = entry
  const members = membershipsOf(entry, text, ear, puts)
  const voice: NewVoice = {
    home,
    id,
    at,
    customerId,
    conversationId,
    source,
    // The weights know English only: what is said in another language is not guessed at.
    feeling: feelingBy(languageOf(text) === 'en' ? SIDES[sideOf(feelingOf(text, ear.table))] : 0, data),
    product: data.products?.[0]?.name.slice(0, PRODUCT_LENGTH) ?? null,
    ...cut,
    isIdea: members.some(({ themeId }) => ear.ideas.has(themeId)),
  }
  return { voice, text, members }
}

/** A longer name is a description. */
const PRODUCT_LENGTH = 120

/**
 * A merged theme's comments count for the one it went into. What was kept as an example belongs there beside its phrases;
 * what was found to be alike only where nothing else claims it; what is of no theme says so.
 */
function membershipsOf(
  { id, at, customerId }: StoredEntry,
  text: string,
  ear: Ear,
  puts: NonNullable<KnownOf['puts']>,
): Membership[] {
  const found = new Map<string, Membership>()
  const put = (themeId: string, spanStart = 0, spanEnd = 0): void => {
    const into = ear.roots.get(themeId) ?? themeId
    const words = text.slice(spanStart, spanEnd).toLowerCase().replaceAll(/\s+/g, ' ')
    if (!found.has(into))
      found.set(into, { themeId: into, at, voiceId: id, customerId, spanStart, spanEnd, words })
  }
  for (const { themeId, start, end } of themesOf(text, ear.themes)) put(themeId, start, end)
  for (const how of ['kept', 'found'] as const)
    if (how === 'kept' || found.size === 0)
      for (const one of puts) if (one.how === how && ear.known.has(one.themeId)) put(one.themeId)
  if (found.size === 0) put(UNTHEMED)
  return [...found.values()]
}

function daysOf(news: readonly Heard[], zone: string): DayCount[] {
  const counts = new Map<
    string,
    { themeId: string; dayOn: string; source: NewVoice['source']; sides: number[] }
  >()
  for (const { voice, members } of news)
    for (const themeId of [EVERY, ...members.map((one) => one.themeId)]) {
      const dayOn = dayOf(voice.at, zone)
      const key = `${themeId} ${dayOn} ${voice.source}`
      const count = counts.get(key) ?? { themeId, dayOn, source: voice.source, sides: [0, 0, 0] }
      count.sides[voice.feeling + 1] = (count.sides[voice.feeling + 1] ?? 0) + 1
      counts.set(key, count)
    }
  // In one order always, so that two writers never wait for each other.
  const inOrder = [...counts.keys()].sort().flatMap((key) => counts.get(key) ?? [])
  return inOrder.map(({ themeId, dayOn, source, sides: [negative = 0, neutral = 0, positive = 0] }) => ({
    themeId,
    dayOn,
    source,
    negative,
    neutral,
    positive,
  }))
}

function cutDaysOf(news: readonly Heard[], zone: string): CutDay[] {
  const counts = new Map<string, Omit<CutDay, 'negative' | 'neutral' | 'positive'> & { sides: number[] }>()
  for (const { voice, members } of news)
    for (const cut of CUTS)
      for (const themeId of [EVERY, ...members.map((one) => one.themeId)]) {
        const key = voice[cut]
        if (key === null) continue
        const dayOn = dayOf(voice.at, zone)
        const place = JSON.stringify([cut, themeId, dayOn, key])
        const count = counts.get(place) ?? { cut, themeId, dayOn, key, sides: [0, 0, 0] }
        count.sides[voice.feeling + 1] = (count.sides[voice.feeling + 1] ?? 0) + 1
        counts.set(place, count)
      }
  return [...counts.keys()]
    .sort()
    .flatMap((place) => counts.get(place) ?? [])
    .map(({ sides: [negative = 0, neutral = 0, positive = 0], ...row }) => ({ ...row, negative, neutral, positive })) // prettier-ignore
}

function thanksOf({ voice, text }: Heard, { roster }: Ear): Parameters<typeof insertShoutOuts>[2][number][] {
  return thanksIn(text, roster).map(({ memberId, start, end }) => ({
    voiceId: voice.id,
    memberId: memberId as Parameters<typeof insertShoutOuts>[2][number]['memberId'],
    at: voice.at,
    customerId: voice.customerId,
    spanStart: start,
    spanEnd: end,
  }))
}
