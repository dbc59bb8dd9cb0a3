/** What chosen comments, or those of a found theme, have in common: a definition to begin with. Writes nothing. */
import { homeOf } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { commonPhrases } from '#reading/index.ts'
import { findEntries } from '#features/timeline/index.ts'
import { read, type Scope, type TxScope } from '#platform/scope.ts'
import type { AskProposal, ThemeDefinition, ThemeProposal, VoiceRow } from '../contract.ts'
import { problemOfPhrase } from '../rules/phrases.ts'
import { readyTheme, themesOf } from '../rules/taxonomy.ts'
import { listPutsOf } from '../store/puts.ts'
import { listEveryone, type Member } from '../store/themes.ts'
import { findVoices } from '../store/voices.ts'
import { findRecord } from './edit-themes.ts'
import { presentVoices } from './hear-voices.ts'
import { placeOf } from './retheme.ts'

/** Comments of a found theme that are looked at, and of others that they are told from. */
const [OF_GROUP, OTHERS] = [120, 500]
const SHOWN = 30

type Place = Pick<Member, 'home' | 'voiceId' | 'at' | 'customerId'>

/** Refuses `theme_not_found`, `voice_not_found`. */
export async function proposeTheme(scope: Scope, { voices, group }: AskProposal): Promise<ThemeProposal> {
  const record = group === null ? undefined : await findRecord(scope, group)
  return read(scope, async (scope) => {
    const places = record
      ? await listPutsOf(scope, record.id, 'found', OF_GROUP)
      : await placesOf(scope, voices)
    const chosen = new Set(places.map(({ voiceId }) => voiceId))
    const since = new Date(0)
    const others = (await listEveryone(scope, { since, limit: OTHERS })).filter(
      ({ voiceId }) => !chosen.has(voiceId),
    )
    const texts = await textsOf(scope, places)
    const phrases = commonPhrases([...texts.values()], [...(await textsOf(scope, others)).values()])
      .map(({ phrase }) => phrase)
      .filter((phrase) => problemOfPhrase(phrase) === undefined)
    const ready = readyTheme('proposed', { any: phrases, none: [] })
    const marks = new Map(
      [...texts].flatMap(([id, text]) => {
        const [span] = themesOf(text, [ready])
        return span ? [[id, { start: span.start, end: span.end }] as const] : []
      }),
    )
    const rows = await presentVoices(
      scope,
      [...places]
        .sort((a, b) => Number(marks.has(b.voiceId)) - Number(marks.has(a.voiceId)))
        .slice(0, SHOWN)
        .map((place) => ({ ...place, mark: marks.get(place.voiceId) })),
    )
    return {
      definition: record
        ? { ...record.definition, any: phrases, place: '' }
        : { name: nameOf(phrases), kind: kindOf(rows), place: '', any: phrases, none: [] },
      examples: rows,
      covered: marks.size,
      of: texts.size,
    }
  })
}

async function placesOf(scope: TxScope, ids: readonly string[]): Promise<Place[]> {
  const found: Place[] = []
  for (const [home, part] of Map.groupBy(new Set(ids), (id) => homeOf(scope.workspace, id)))
    for (const { id, at, customerId } of await findVoices(scope, home, part))
      found.push({ home, voiceId: id, at, customerId })
  if (found.length < new Set(ids).size || found.length === 0)
    throw new Refusal('voice_not_found', 'One of these comments is not here any more.')
  return found
}

async function textsOf(scope: TxScope, places: readonly Place[]): Promise<Map<string, string>> {
  const entries = await findEntries(scope, places.map(placeOf))
  return new Map(entries.map(({ id, body }) => [id, body ?? '']))
}

const nameOf = ([first = '']: readonly string[]): string => first.charAt(0).toUpperCase() + first.slice(1, 80)

/** By how most of them feel; a wish is for her to say. */
function kindOf(rows: readonly VoiceRow[]): ThemeDefinition['kind'] {
  const most = (side: VoiceRow['feeling']) => rows.filter(({ feeling }) => feeling === side).length > rows.length / 2 // prettier-ignore
  return most('negative') ? 'complaint' : most('positive') ? 'praise' : 'help'
}
