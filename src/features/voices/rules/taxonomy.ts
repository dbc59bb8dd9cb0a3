/** Which themes a comment belongs to, by the phrases people wrote down. Pure. */
import { findPhrases, readyPhrases, type Phrases } from '#reading/index.ts'
import type { ThemeDefinition } from '../contract.ts'

export type ReadyTheme = { readonly id: string; readonly any: Phrases; readonly none: Phrases }
export type ThemedSpan = { readonly themeId: string; readonly start: number; readonly end: number }

export const readyTheme = (
  id: string,
  { any, none }: { readonly any: readonly string[]; readonly none: readonly string[] },
): ReadyTheme => ({
  id,
  any: readyPhrases(any),
  none: readyPhrases(none),
})

/** The phrases that go and those that stay; undefined where none is known or none would stay. */
export function decideSplit(
  { any }: Pick<ThemeDefinition, 'any'>,
  phrases: readonly string[],
): { taken: string[]; rest: string[] } | undefined {
  const going = new Set(phrases)
  const [taken, rest] = [any.filter((one) => going.has(one)), any.filter((one) => !going.has(one))]
  return taken.length === 0 || rest.length === 0 ? undefined : { taken, rest }
}

/** The theme that each merged one leads to, through all merges after it. */
export function rootsOf(
  themes: readonly { readonly id: string; readonly mergedInto: string | null }[],
): ReadonlyMap<string, string> {
  const next = new Map(themes.map(({ id, mergedInto }) => [id, mergedInto]))
  const rootOf = (id: string, passed: ReadonlySet<string>): string => {
    const into = next.get(id)
    return into == null || passed.has(into) ? id : rootOf(into, new Set([...passed, into]))
  }
  return new Map(themes.filter(({ mergedInto }) => mergedInto !== null).map(({ id }) => [id, rootOf(id, new Set([id]))])) // prettier-ignore
}

/** One span for each theme the text belongs to: the longest of its phrases found there. */
export function themesOf(text: string, themes: readonly ReadyTheme[]): ThemedSpan[] {
  return themes.flatMap((theme) => {
    const found = findPhrases(theme.any, text).sort(
      (a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start,
    )
    const [best] = found
    if (!best || findPhrases(theme.none, text).length > 0) return []
    return [{ themeId: theme.id, start: best.start, end: best.end }]
  })
}
