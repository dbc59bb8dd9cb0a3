/** What customers are saying the most: themes with counts, change and feeling from the daily counts, and one theme with its words. */
import { addDays as daysAfter, dayOf, instantAt } from '#kit/time.ts'
import { Refusal } from '#kit/refusal.ts'
import { read, type Scope, type TxScope } from '#platform/scope.ts'
import type { AskTheme, Feeling, ThemeDetail, ThemeRow, ThemesAnswer, VoiceSource } from '../contract.ts'
import { EXAMPLES_LIMIT, VOICE_SOURCES } from '../contract.ts'
import { decideChange } from '../rules/change.ts'
import { rootsOf } from '../rules/taxonomy.ts'
import { listPutsOf } from '../store/puts.ts'
import { listDays, listEveryone, listMembers, type DayCount, type ThemeRecord } from '../store/themes.ts'
import { countOpenNegatives } from '../store/voices.ts'
import { presentVoices } from './hear-voices.ts'
import { EVERY, SIDES, themesOfWorkspace, UNTHEMED } from './listen.ts'

const WEEKS = 12
/** Newest voices of a theme whose words are counted. */
const READ = 2_000
const VERBATIMS = 30

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
      totalBefore: total.before,
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

/** One theme with its newest words; `words` keeps those that say just that; `*` is every comment. A merged one leads to the one it went into. Refuses `theme_not_found`. */
export async function showTheme(
  scope: Scope,
  asked: string,
  { days, words, source, feeling }: AskTheme,
): Promise<ThemeDetail> {
  const { record, merged } = await leadOf(scope, asked)
  const { id } = record
  return read(scope, async (scope) => {
    const which = { since: sinceOf(scope, days), limit: READ, source, feeling: feeling && SIDES[feeling] }
    const members = id === EVERY ? await listEveryone(scope, which) : await listMembers(scope, id, which)
    const chosen = words === undefined ? members : members.filter((member) => member.words === words)
    return {
      id,
      definition: record.definition,
      origin: record.origin,
      isPinned: record.isPinned,
      isHidden: record.isHidden,
      changed: record.changedAt && { at: record.changedAt.toISOString(), by: record.changedBy ?? '' },
      merged: merged.map(({ id, definition }) => ({ id, name: definition.name })),
      examples: await presentVoices(scope, await listPutsOf(scope, id, 'kept', EXAMPLES_LIMIT)),
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
  changedAt: null,
  changedBy: null,
}

const EVERY_RECORD: ThemeRecord = {
  ...UNTHEMED_RECORD,
  id: EVERY,
  definition: { ...UNTHEMED_RECORD.definition, name: 'Every comment' },
}

/** The theme of an id or, where it was merged, the one its id leads to; with those that went into it. Refuses `theme_not_found`. */
export async function leadOf(
  scope: Scope,
  id: string,
): Promise<{ record: ThemeRecord; merged: readonly ThemeRecord[] }> {
  const records = [UNTHEMED_RECORD, EVERY_RECORD, ...(await themesOfWorkspace(scope))]
  const roots = rootsOf(records)
  const record = records.find((one) => one.id === (roots.get(id) ?? id))
  if (!record) throw new Refusal('theme_not_found', 'There is no such theme here.')
  return { record, merged: records.filter((one) => roots.get(one.id) === record.id) }
}
