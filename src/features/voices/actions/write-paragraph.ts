/** The paragraph written by the optional language model, when somebody asks for it: told counts and quotes, checked, and shown only where all of it holds. */
import { Refusal } from '#kit/refusal.ts'
import { heldAmong } from '#features/timeline/index.ts'
import { listMembers as listRoster } from '#features/team/index.ts'
import { read, type Scope } from '#platform/scope.ts'
import { delicateIn } from '#reading/index.ts'
import type { VoiceRow, VoiceSource, WrittenAnswer } from '../contract.ts'
import { checkWritten } from '../rules/check-written.ts'
import { chooseThemes, plainOf } from '../rules/summary.ts'
import { mayTell, namePartsOf, type Told, type ToldQuote } from '../rules/told.ts'
import { paragraphWriter } from '../writers.ts'
import { candidatesOf } from './summarise.ts'
import { showThemes } from './themes.ts'

/** Themes told besides those that changed and the one felt worst. */
const THEMES = 6
const QUOTES_EACH = 2

type Asked = { readonly days: number; readonly source?: VoiceSource | undefined }

/** Refuses `model_off`. What is not believed is no refusal: `because` says why, and this machine's own paragraph stands. */
export async function writeParagraph(
  scope: Scope,
  asked: Asked,
): Promise<{ answer: WrittenAnswer; log: { model: string; host: string; hash: string } | null }> {
  const name = await paragraphWriter().nameOf(scope)
  if (name === null) throw new Refusal('model_off', 'No language model is switched on for this here.')
  const team = namePartsOf((await listRoster(scope.db, scope.workspace.id)).flatMap(({ name, nicknames }) => [name, ...nicknames])) // prettier-ignore
  const { told, names } = await gather(scope, asked, team)
  if (told.themes.length === 0)
    return { answer: unwritten(name, 'there is no theme it could be told of'), log: null }
  try {
    const { content, log } = await paragraphWriter().write(scope, told)
    const { parts, because } = checkWritten(content, told, names)
    return {
      log,
      answer: parts
        ? { parts, text: plainOf(parts), label: `Written by ${name}. The figures and quotes are ours and were checked; the words between them are its own.`, because: null } // prettier-ignore
        : unwritten(name, because),
    }
  } catch (error) {
    if (error instanceof Refusal && error.code === 'model_not_reached')
      return { answer: unwritten(name, 'it does not answer'), log: null }
    throw error
  }
}

const unwritten = (name: string, because: string): WrittenAnswer => ({
  parts: null,
  text: null,
  label: null,
  because: `What ${name} wrote is not shown: ${because}. This is the paragraph this machine made.`,
})

/** What is told, and the parts of names that must not come back. */
async function gather(
  scope: Scope,
  asked: Asked,
  team: ReadonlySet<string>,
): Promise<{ told: Told; names: ReadonlySet<string> }> {
  const { days, total, themes, unthemed } = await showThemes(scope, asked)
  const { changed, worst } = chooseThemes(themes)
  const shown = themes.filter(({ isHidden, count }) => !isHidden && count > 0)
  const most = shown.toSorted((a, b) => b.count - a.count).slice(0, THEMES)
  // A found theme is called by customers' own words: it is told only where those may be.
  const wanted = new Set([...most, ...changed, ...(worst ? [worst] : [])].map(({ id }) => id))
  const chosen = shown.filter(
    ({ id, origin, name }) => wanted.has(id) && (origin !== 'found' || mayTell(name, team)),
  )
  const names = new Set(team)
  const quotes = await read(scope, async (scope) => {
    const found: ToldQuote[] = []
    const used = new Set<string>()
    for (const { id } of chosen) {
      const candidates = await candidatesOf(scope, id, asked)
      const held = await heldAmong(scope, [...new Set(candidates.map(({ voice }) => customerOf(voice)))])
      const theirs = namePartsOf(candidates.map(({ voice }) => voice.customer))
      for (const part of theirs) names.add(part)
      const fit = candidates.filter(
        ({ voice, quote }) =>
          !used.has(voice.id) &&
          !held.has(customerOf(voice)) &&
          delicateIn(voice.text) === undefined &&
          mayTell(quote.text, new Set([...team, ...theirs])),
      )
      for (const { quote } of fit.slice(0, QUOTES_EACH)) {
        found.push({ ...quote, themeId: id })
        used.add(quote.voiceId)
      }
    }
    return found
  })
  return { told: { days, total, unthemed: unthemed.count, themes: chosen, quotes }, names }
}

type CustomerOf = Parameters<typeof heldAmong>[1][number]
const customerOf = ({ customerId }: VoiceRow) => customerId as CustomerOf
