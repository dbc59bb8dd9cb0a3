/** What phrases would make of the comments of the last 90 days, a stretch at a time, so that no request and nobody else waits. Writes nothing. */
import { homesOf, isUuid, type Home } from '#kit/id.ts'
import { readCursor, writeCursor } from '#kit/cursor.ts'
import { Refusal } from '#kit/refusal.ts'
import { DAY_MS } from '#kit/time.ts'
import { findEntries, type StoredEntry } from '#features/timeline/index.ts'
import { read, type Scope, type TxScope } from '#platform/scope.ts'
import type { TriedTheme, TryTheme } from '../contract.ts'
import { lookedForAs } from '../rules/phrases.ts'
import { readyTheme, rootsOf, themesOf, type ReadyTheme } from '../rules/taxonomy.ts'
import { openTally, type Tally } from '../rules/theme-trial.ts'
import { listPuts } from '../store/puts.ts'
import { listThemesOfVoices, listVoicesSince, type ThemeRecord } from '../store/themes.ts'
import { checkPhrases, findRecord } from './edit-themes.ts'
import { presentVoices, type VoiceRef } from './hear-voices.ts'
import { themesOfWorkspace, UNTHEMED } from './listen.ts'
import { placeOf } from './retheme.ts'

const LOOKED_BACK_MS = 90 * DAY_MS
/** Comments of one stretch: some tens of milliseconds. */
const AT_ONCE = 500
/** Texts read before others get their turn. */
const BEFORE_OTHERS = 100
const [QUOTES, GONE] = [20, 5]

/** Looks at one stretch and says where the next begins. Refuses `theme_not_found`, `theme_phrase_…`, `cursor_not_known`. */
export async function tryTheme(scope: Scope, { id, any, none, cursor }: TryTheme): Promise<TriedTheme> {
  checkPhrases({ any, none })
  if (id !== null) await findRecord(scope, id)
  const records = await themesOfWorkspace(scope)
  const tally = openTally({ any, none })
  const beside = id === null ? [] : intoIt(records, id)
  const homes = homesOf(scope.workspace)
  let place = placeIn(cursor, homes.length)
  return read(scope, async (scope) => {
    let stretch = 0
    do {
      const home = homes[place.at] as Home
      const before = place.before
      const since = new Date(scope.now.getTime() - LOOKED_BACK_MS)
      const limit = AT_ONCE - stretch
      const voices = await listVoicesSince(scope, home, { since, before, limit })
      await lookThrough(scope, home, voices, { tally, id, beside })
      stretch += voices.length
      place =
        voices.length === limit
          ? { at: place.at, before: voices.at(-1) }
          : { at: place.at + 1, before: undefined }
    } while (stretch < AT_ONCE && place.at < homes.length)
    return answerOf(scope, tally, records, place.at < homes.length ? place : undefined)
  })
}

/** Ready themes of those that were merged into one: what they catch stays in it, whatever its own phrases. */
function intoIt(records: readonly ThemeRecord[], id: string): ReadyTheme[] {
  const roots = rootsOf(records)
  return records.filter((one) => roots.get(one.id) === id).map((one) => readyTheme(one.id, one.definition))
}

async function lookThrough(
  scope: TxScope,
  home: Home,
  voices: Awaited<ReturnType<typeof listVoicesSince>>,
  { tally, id, beside }: { tally: Tally; id: string | null; beside: readonly ReadyTheme[] },
): Promise<void> {
  if (voices.length === 0) return
  const ids = voices.map((voice) => voice.id)
  const themes = Map.groupBy(await listThemesOfVoices(scope, home, ids), (one) => one.voiceId)
  const puts = Map.groupBy(await listPuts(scope, home, ids), (one) => one.voiceId)
  const places = voices.map(({ id, at, customerId }) => placeOf({ home, voiceId: id, at, customerId }))
  const entries = new Map((await findEntries(scope, places)).map((entry) => [entry.id as string, entry]))
  for (const [index, voice] of voices.entries()) {
    if (index % BEFORE_OTHERS === BEFORE_OTHERS - 1) await new Promise((resolve) => setImmediate(resolve))
    const text = (entries.get(voice.id) as StoredEntry | undefined)?.body ?? ''
    const now = (themes.get(voice.id) ?? []).map(({ themeId }) => themeId)
    const isIn = id !== null && now.includes(id)
    const stays =
      isIn && ((puts.get(voice.id) ?? []).some(({ themeId, how }) => themeId === id && (how === 'kept' || now.length === 1)) || themesOf(text, beside).length > 0) // prettier-ignore
    tally.add({ voiceId: voice.id, at: voice.at, customerId: voice.customerId, text, now, isIn, stays })
  }
}

async function answerOf(
  scope: TxScope,
  tally: Tally,
  records: readonly ThemeRecord[],
  next: { at: number; before: { at: Date; id: string } | undefined } | undefined,
): Promise<TriedTheme> {
  const told = tally.told()
  const byId = new Map(records.map((one) => [one.id, one]))
  const present = (refs: readonly VoiceRef[], most: number) => presentVoices(scope, refs.slice(0, most))
  return {
    ...told,
    come: told.come.map(({ id, count }) => ({
      id,
      name: id === UNTHEMED ? 'No theme yet' : (byId.get(id)?.definition.name ?? 'A former theme'),
      count,
      // What was only found to be alike belongs there no more once something claims it.
      leave: id === UNTHEMED || byId.get(id)?.definition.any.length === 0,
    })),
    any: told.any.map(({ phrase, ...rest }) => ({ ...rest, as: lookedForAs(phrase) ?? null })),
    none: told.none.map(({ phrase, ...rest }) => ({ ...rest, as: lookedForAs(phrase) ?? null })),
    quotes: await present(told.quotes, QUOTES),
    gone: await present(told.gone, GONE),
    next: next
      ? writeCursor(String(next.at), next.before?.at.toISOString() ?? '', next.before?.id ?? '')
      : null,
  }
}

function placeIn(
  cursor: string | null,
  homes: number,
): { at: number; before: { at: Date; id: string } | undefined } {
  if (cursor === null) return { at: 0, before: undefined }
  const [index = '', at = '', id = ''] = readCursor(cursor, 3) ?? []
  const isSound = /^\d{1,4}$/.test(index) && Number(index) < homes
  if (isSound && at === '' && id === '') return { at: Number(index), before: undefined }
  if (isSound && isUuid(id) && !Number.isNaN(Date.parse(at)))
    return { at: Number(index), before: { at: new Date(at), id } }
  throw new Refusal('cursor_not_known', 'This look has no such place; start it again.')
}
