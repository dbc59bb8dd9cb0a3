/** Reads the voices of the shown time anew after a theme was changed, and finds themes among those that have none. */
import { z } from 'zod'
import { homesOf, type EntryId, type Home } from '#kit/id.ts'
import { DAY_MS } from '#kit/time.ts'
import { discoverThemes, type DiscoveredTheme } from '#reading/index.ts'
import { findEntries, type EntryRef } from '#features/timeline/index.ts'
import { publish } from '#platform/live.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import {
  deleteMembershipsOf,
  insertMembers,
  listMembers,
  listThemes,
  listVoicesSince,
  recountDays,
  setTheme,
  type Member,
  type ThemeRecord,
} from '../store/themes.ts'
import { insertPuts, listPuts } from '../store/puts.ts'
import { setIdeas } from '../store/voices.ts'
import { rootsOf } from '../rules/taxonomy.ts'
import { heardIn, openEar, themesOfWorkspace, UNTHEMED, wordTable } from './listen.ts'

/** What the screen can show. */
const DAYS = 168
const AT_ONCE = 500
/** Newest voices without a theme among which themes are looked for: half a second of one core. */
const LOOKED_AMONG = 1_500
const LEAST = 8

const Changed = z.object({ home: z.number() })

/** The subscriber of `themes.changed`: one home at a time. */
export async function retheme(scope: Scope, body: unknown): Promise<void> {
  const home = Changed.parse(body).home as Home
  if (!homesOf(scope.workspace).includes(home)) return
  const ear = await openEar(scope)
  const until = new Date(scope.now.getTime() - DAYS * DAY_MS)
  let before: { at: Date; id: string } | undefined
  do {
    const places = await read(scope, (scope) =>
      listVoicesSince(scope, home, { since: until, before, limit: AT_ONCE }),
    )
    before = places.length === AT_ONCE ? places.at(-1) : undefined
    await transact(scope, async (scope) => {
      const entries = await findEntries(
        scope,
        places.map(({ id, at, customerId }) => placeOf({ home, voiceId: id, at, customerId })),
      )
      await deleteMembershipsOf(
        scope,
        home,
        places.map(({ id }) => id),
      )
      const ids = places.map(({ id }) => id)
      const puts = Map.groupBy(await listPuts(scope, home, ids), ({ voiceId }) => voiceId)
      const heard = entries.flatMap((entry) => heardIn(entry, ear, { puts: puts.get(entry.id) }) ?? [])
      await insertMembers(
        scope,
        home,
        heard.flatMap(({ members }) => members),
      )
      await setIdeas(
        scope,
        home,
        heard.map(({ voice }) => voice),
      )
    })
  } while (before)
  await transact(scope, async (scope) => {
    await recountDays(scope, home)
    await publish(scope, 'theme.counted', {})
  })
}

/** Finds themes among the newest voices that have none, and keeps the ids of those found before. Returns how many there are. */
export async function discover(scope: Scope): Promise<{ found: number; read: number }> {
  const since = new Date(scope.now.getTime() - 84 * DAY_MS)
  const voices = await read(scope, (scope) => listMembers(scope, UNTHEMED, { since, limit: LOOKED_AMONG }))
  const entries = await read(scope, (scope) => findEntries(scope, voices.map(placeOf)))
  const comments = entries.map(({ id, body }) => ({ id: id as string, text: body ?? '' }))
  const { themes } = discoverThemes(comments, await wordTable(), { least: LEAST })
  await transact(scope, async (scope) => {
    const known = new Set((await listThemes(scope)).map(({ id }) => id))
    for (const theme of themes) if (!known.has(theme.id)) await setTheme(scope, foundTheme(theme), 'Spoonful')
  })
  const themeOf = new Map(themes.flatMap(({ id, members }) => members.map((member) => [member, id] as const)))
  const roots = rootsOf(await themesOfWorkspace(scope))
  for (const [home, part] of Map.groupBy(voices, (voice) => voice.home))
    await transact(scope, async (scope) => {
      const puts = part.flatMap(({ voiceId, at, customerId }) => {
        const themeId = themeOf.get(voiceId)
        return themeId === undefined ? [] : [{ voiceId, at, customerId, themeId, how: 'found' as const }]
      })
      await insertPuts(scope, home, puts)
      await deleteMembershipsOf(
        scope,
        home,
        puts.map(({ voiceId }) => voiceId),
      )
      await insertMembers(
        scope,
        home,
        puts.map(({ themeId, ...put }) => ({
          ...put,
          themeId: roots.get(themeId) ?? themeId,
          spanStart: 0,
          spanEnd: 0,
          words: '',
        })),
      )
      await recountDays(scope, home)
    })
  return { found: themes.length, read: entries.length }
}

const foundTheme = ({ id, name, verbatims }: DiscoveredTheme): ThemeRecord => ({
  id,
  definition: { name, kind: 'help', place: verbatims[0]?.quote.slice(0, 60) ?? '', any: [], none: [] },
  origin: 'found',
  isPinned: false,
  isHidden: false,
  mergedInto: null,
  changedAt: null,
  changedBy: null,
})

/** Where the entry of a voice lies. */
export const placeOf = ({ home, voiceId, at, customerId }: VoicePlace): EntryRef => ({
  home,
  id: voiceId as EntryId,
  at: at.toISOString(),
  customerId,
})
type VoicePlace = Pick<Member, 'home' | 'voiceId' | 'at' | 'customerId'>

/** Once a night, at the workspace's own three o'clock; run more often it does nothing. */
export async function discoverNightly(scope: Scope): Promise<void> {
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', timeZone: scope.workspace.zone }).format(scope.now),
  )
  if (hour === 3) await discover(scope)
}
