/** Reads the voices of the shown time anew after a theme was changed, and finds themes among those that have none. */
import { z } from 'zod'
import { homesOf, type EntryId, type Home } from '#kit/id.ts'
import { DAY_MS } from '#kit/time.ts'
import { discoverThemes } from '#reading/index.ts'
import { findEntries } from '#features/timeline/index.ts'
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
} from '../store/themes.ts'
import { heardIn, openEar, UNTHEMED, wordTable } from './listen.ts'

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
        places.map(({ id, at, customerId }) => ({
          home,
          id: id as EntryId,
          at: at.toISOString(),
          customerId,
        })),
      )
      await deleteMembershipsOf(
        scope,
        home,
        places.map(({ id }) => id),
      )
      await insertMembers(
        scope,
        home,
        entries.flatMap((entry) => heardIn(entry, ear)?.members ?? []),
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
  const members = await read(scope, async (scope) => {
    const records = (await listThemes(scope)).filter(({ origin }) => origin === 'found')
    const lists = await Promise.all(
      [UNTHEMED].map((id) => listMembers(scope, id, { since, limit: LOOKED_AMONG })),
    )
    return { records, voices: lists.flat() }
  })
  const entries = await read(scope, (scope) =>
    findEntries(
      scope,
      members.voices.map(({ home, voiceId, at, customerId }) => ({
        home,
        id: voiceId as EntryId,
        at: at.toISOString(),
        customerId,
      })),
    ),
  )
  const comments = entries.map(({ id, body }) => ({ id: id as string, text: body ?? '' }))
  const { themes } = discoverThemes(comments, await wordTable(), { least: LEAST })
  const known = new Set(members.records.map(({ id }) => id))
  await transact(scope, async (scope) => {
    for (const { id, name, verbatims } of themes.filter(({ id }) => !known.has(id)))
      await setTheme(
        scope,
        {
          id,
          definition: {
            name,
            kind: 'help',
            place: verbatims[0]?.quote.slice(0, 60) ?? '',
            any: [],
            none: [],
          },
          origin: 'found',
          isPinned: false,
          isHidden: false,
          mergedInto: null,
        },
        'Spoonful',
      )
  })
  const themeOf = new Map(
    themes.flatMap((theme) => theme.members.map((member) => [member, theme.id] as const)),
  )
  for (const [home, part] of Map.groupBy(members.voices, (member) => member.home))
    await transact(scope, async (scope) => {
      const moved = part.filter(({ voiceId }) => themeOf.has(voiceId))
      await deleteMembershipsOf(
        scope,
        home,
        moved.map(({ voiceId }) => voiceId),
      )
      await insertMembers(
        scope,
        home,
        moved.map((member) => ({ ...member, themeId: themeOf.get(member.voiceId) ?? UNTHEMED })),
      )
      await recountDays(scope, home)
    })
  return { found: themes.length, read: entries.length }
}

/** Once a night, at the workspace's own three o'clock; run more often it does nothing. */
export async function discoverNightly(scope: Scope): Promise<void> {
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', timeZone: scope.workspace.zone }).format(scope.now),
  )
  if (hour === 3) await discover(scope)
}
