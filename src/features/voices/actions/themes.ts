/** What customers are saying the most: themes with counts, change and feeling from the daily counts, and one theme with its words. */
import { addDays as daysAfter, dayOf, instantAt } from '#kit/time.ts'
import { Refusal } from '#kit/refusal.ts'
import { announce } from '#platform/announcements.ts'
import { audit } from '#platform/audit/index.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type {
  AskTheme,
  ChangeTheme,
  Feeling,
  ThemeDefinition,
  ThemeDetail,
  ThemeRow,
  ThemesAnswer,
  VoiceSource,
} from '../contract.ts'
import { VOICE_SOURCES } from '../contract.ts'
import { decideChange } from '../rules/change.ts'
import {
  listDays,
  listEveryone,
  listMembers,
  setTheme,
  type DayCount,
  type ThemeRecord,
} from '../store/themes.ts'
import { countOpenNegatives } from '../store/voices.ts'
import { presentVoices } from './hear-voices.ts'
import { EVERY, SIDES, themesOfWorkspace, UNTHEMED } from './listen.ts'

const WEEKS = 12
/** Newest voices of a theme whose words are counted. */
const READ = 2_000
const VERBATIMS = 30
export const THEMES_LIMIT = 500

type Asked = { readonly days: number; readonly source?: VoiceSource | undefined }

/** Every theme with what the daily counts say of the period; hidden ones are marked, merged ones are in the one they went into. */
export async function showThemes(scope: Scope, { days, source }: Asked): Promise<ThemesAnswer> {
  const records = await themesOfWorkspace(scope)
  return read(scope, async (scope) => {
    const today = dayOf(scope.now, scope.workspace.zone)
    const starts = periodsOf(today, days)
    const all = await listDays(scope, starts.earliest)
    const counted = all.filter((row) => source === undefined || row.source === source)
    const tally = tallyOf(counted, starts)
    const total = tally(EVERY)
    const unthemed = tally(UNTHEMED).now
    return {
      days,
      total: total.now,
      sources: VOICE_SOURCES.map((each) => ({
        source: each,
        count: tallyOf(
          all.filter((row) => row.source === each && row.themeId === EVERY),
          starts,
        )(EVERY).now,
      })),
      themes: records
        .filter(({ mergedInto }) => mergedInto === null)
        .map((record) => rowOf(record, tally(record.id), total))
        .sort(
          (a, b) =>
            Number(b.isPinned) - Number(a.isPinned) || b.count - a.count || (a.name < b.name ? -1 : 1),
        ),
      unthemed: { count: unthemed, share: shareOf(unthemed, total.now) },
      openNegatives: await countOpenNegatives(scope),
    }
  })
}

type Periods = {
  readonly now: string
  readonly before: string
  readonly weeks: readonly string[]
  readonly earliest: string
}

function periodsOf(today: string, days: number): Periods {
  const now = daysAfter(today, 1 - days)
  const before = daysAfter(now, -days)
  const weeks = Array.from({ length: WEEKS }, (_, at) => daysAfter(today, 1 - 7 * (WEEKS - at)))
  return { now, before, weeks, earliest: [before, weeks[0] ?? before].sort()[0] ?? before }
}

type Tally = { now: number; before: number; readonly trend: number[]; readonly feeling: Feeling }

/** One walk over the counts: a theme asked for every week of its days would read each of them a dozen times. */
function tallyOf(rows: readonly DayCount[], { now, before, weeks }: Periods): (themeId: string) => Tally {
  const tallies = new Map<string, Tally>()
  const [firstWeek = now] = weeks
  const weekOf = weekFinder(weeks)
  for (const { themeId, dayOn, negative, neutral, positive } of rows) {
    const tally = tallies.get(themeId) ?? noTally(weeks)
    tallies.set(themeId, tally)
    const count = negative + neutral + positive
    if (dayOn >= firstWeek) {
      const week = weekOf(dayOn)
      tally.trend[week] = (tally.trend[week] ?? 0) + count
    }
    if (dayOn >= now) {
      tally.now += count
      tally.feeling.negative += negative
      tally.feeling.neutral += neutral
      tally.feeling.positive += positive
    } else if (dayOn >= before) tally.before += count
  }
  return (themeId) => tallies.get(themeId) ?? noTally(weeks)
}

const noTally = (weeks: readonly string[]): Tally => ({
  now: 0,
  before: 0,
  trend: weeks.map(() => 0),
  feeling: { negative: 0, neutral: 0, positive: 0 },
})

/** The place of the week a day lies in; each day is looked for once. */
function weekFinder(weeks: readonly string[]): (day: string) => number {
  const places = new Map<string, number>()
  return (day) => {
    const place = places.get(day) ?? weeks.findLastIndex((week) => day >= week)
    places.set(day, place)
    return place
  }
}

const shareOf = (count: number, total: number): number =>
  total === 0 ? 0 : Math.round((count / total) * 10_000) / 10_000

function rowOf(
  { id, definition, origin, isPinned, isHidden }: ThemeRecord,
  tally: Tally,
  total: Tally,
): ThemeRow {
  return {
    id,
    name: definition.name,
    kind: definition.kind,
    place: definition.place,
    origin,
    isPinned,
    isHidden,
    count: tally.now,
    share: shareOf(tally.now, total.now),
    trend: [...tally.trend],
    change: decideChange({ theme: tally.now, all: total.now }, { theme: tally.before, all: total.before }),
    feeling: tally.feeling,
  }
}

/** One theme with its newest words; `words` keeps those that say just that; `*` is every comment. Refuses `theme_not_found`. */
export async function showTheme(
  scope: Scope,
  id: string,
  { days, words, source, feeling }: AskTheme,
): Promise<ThemeDetail> {
  const record = await recordOf(scope, id)
  return read(scope, async (scope) => {
    const asked = { since: sinceOf(scope, days), limit: READ, source, feeling: feeling && SIDES[feeling] }
    const members = id === EVERY ? await listEveryone(scope, asked) : await listMembers(scope, id, asked)
    const chosen = words === undefined ? members : members.filter((member) => member.words === words)
    return {
      id,
      definition: record.definition,
      isPinned: record.isPinned,
      isHidden: record.isHidden,
      read: members.length,
      people: new Set(members.map(({ customerId }) => customerId)).size,
      words: commonWords(members),
      verbatims: await presentVoices(
        scope,
        chosen.slice(0, VERBATIMS).map(({ voiceId, at, customerId, spanStart, spanEnd }) => ({
          voiceId,
          at,
          customerId,
          mark: { start: spanStart, end: spanEnd },
        })),
      ),
    }
  })
}

/** The beginning of the first of so many days, today the last: what the daily counts count. */
export function sinceOf(
  { now, workspace: { zone } }: Pick<TxScope, 'now' | 'workspace'>,
  days: number,
): Date {
  return instantAt(daysAfter(dayOf(now, zone), 1 - days), '00:00', zone)
}

function commonWords(members: readonly { readonly words: string }[]): { words: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { words } of members) if (words !== '') counts.set(words, (counts.get(words) ?? 0) + 1)
  return [...counts]
    .map(([words, count]) => ({ words, count }))
    .sort((a, b) => b.count - a.count || (a.words < b.words ? -1 : 1))
    .slice(0, 8)
}

const UNTHEMED_RECORD: ThemeRecord = {
  id: UNTHEMED,
  definition: { name: 'No theme yet', kind: 'help', place: '', any: [], none: [] },
  origin: 'own',
  isPinned: false,
  isHidden: false,
  mergedInto: null,
}

const EVERY_RECORD: ThemeRecord = {
  ...UNTHEMED_RECORD,
  id: EVERY,
  definition: { ...UNTHEMED_RECORD.definition, name: 'Every comment' },
}

/** Refuses `theme_not_found`. */
export async function recordOf(scope: Scope, id: string): Promise<ThemeRecord> {
  const record =
    [UNTHEMED_RECORD, EVERY_RECORD].find((one) => one.id === id) ??
    (await themesOfWorkspace(scope)).find((one) => one.id === id)
  if (!record) throw new Refusal('theme_not_found', 'There is no such theme here.')
  return record
}

/** Writes a new theme. Refuses `theme_id_taken`, `themes_full`. */
export async function addTheme(scope: Scope, id: string, definition: ThemeDefinition): Promise<void> {
  const records = await themesOfWorkspace(scope)
  if (records.some((one) => one.id === id))
    throw new Refusal('theme_id_taken', 'There is a theme of that id already.')
  if (records.length >= THEMES_LIMIT)
    throw new Refusal('themes_full', `A workspace has ${THEMES_LIMIT} themes at most; merge or hide some.`)
  await save(
    scope,
    { id, definition, origin: 'own', isPinned: false, isHidden: false, mergedInto: null },
    true,
  )
}

/** Renames, pins, hides, merges or defines anew; each is undone by saying what it was. Refuses `theme_not_found`, `theme_merge_circle`. */
export async function changeTheme(scope: Scope, id: string, change: ChangeTheme): Promise<void> {
  const record = await recordOf(scope, id)
  if (id === UNTHEMED || id === EVERY)
    throw new Refusal('theme_not_found', 'This is no theme that could be changed.')
  const { definition = record.definition, name = definition.name, isPinned, isHidden, mergedInto } = change
  if (mergedInto != null) {
    const into = await recordOf(scope, mergedInto)
    if (into.id === id || into.id === UNTHEMED || into.id === EVERY || into.mergedInto !== null)
      throw new Refusal('theme_merge_circle', 'Merge it into a theme that is shown itself.')
  }
  const next: ThemeRecord = {
    ...record,
    definition: { ...definition, name },
    ...(isPinned !== undefined && { isPinned }),
    ...(isHidden !== undefined && { isHidden }),
    ...(mergedInto !== undefined && { mergedInto }),
  }
  const isReadAnew =
    next.mergedInto !== record.mergedInto ||
    JSON.stringify([next.definition.any, next.definition.none]) !==
      JSON.stringify([record.definition.any, record.definition.none])
  await save(scope, next, isReadAnew)
}

function save(scope: Scope, record: ThemeRecord, isReadAnew: boolean): Promise<void> {
  return transact(scope, async (scope) => {
    await setTheme(scope, record, byOf(scope))
    if (isReadAnew) for (const home of scope.homes) await announce(scope, home, 'themes.changed', { home })
    await audit(scope, 'setting.changed', { subject: { kind: 'theme', id: record.id } })
  })
}

const byOf = ({ actor }: Pick<TxScope, 'actor'>): string => actor.name
