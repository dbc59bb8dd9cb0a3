/** What customers are saying the most, in one paragraph: counts from the daily tally, and for each theme told a sentence of somebody's own. */
import { read, type Scope, type TxScope } from '#platform/scope.ts'
import type { SaidAnswer, VoiceRow, VoiceSource } from '../contract.ts'
import { chooseThemes, paragraphOf, plainOf, sentenceAround, type Quote } from '../rules/summary.ts'
import { listMembers, type Member } from '../store/themes.ts'
import { paragraphWriter } from '../writers.ts'
import { presentVoices } from './hear-voices.ts'
import { showThemes, sinceOf } from './themes.ts'

/** Newest comments of a theme among which a sentence is chosen. */
const AMONG = 24
/** About as long as a sentence is easily read; the one closest to it is quoted. */
const EASY = 70

export async function summarise(
  scope: Scope,
  asked: { readonly days: number; readonly source?: VoiceSource | undefined },
): Promise<SaidAnswer> {
  const { days, total, themes, unthemed } = await showThemes(scope, asked)
  const { most, changed } = chooseThemes(themes)
  const quotes = new Map<string, Quote>()
  const used = new Set<string>()
  await read(scope, async (scope) => {
    for (const { id } of [...most, ...changed]) {
      const quote = await quoteOf(scope, id, asked, used)
      if (!quote) continue
      quotes.set(id, quote)
      used.add(quote.voiceId)
    }
  })
  const parts = paragraphOf({ days, total, themes, unthemed: unthemed.count }, quotes)
  return { days, total, text: plainOf(parts), parts, writer: await paragraphWriter().nameOf(scope) }
}

/** A sentence that says what most say, of somebody who was not quoted yet. */
async function quoteOf(
  scope: TxScope,
  themeId: string,
  asked: Parameters<typeof summarise>[1],
  used: ReadonlySet<string>,
): Promise<Quote | undefined> {
  return (await candidatesOf(scope, themeId, asked)).find(({ quote }) => !used.has(quote.voiceId))?.quote
}

/** Sentences of the newest comments that say what most say. Shape: the most easily read first, each with the comment it stands in. */
export async function candidatesOf(
  scope: TxScope,
  themeId: string,
  { days, source }: Parameters<typeof summarise>[1],
): Promise<{ quote: Quote; voice: VoiceRow }[]> {
  const members = await listMembers(scope, themeId, { since: sinceOf(scope, days), limit: AMONG, source })
  const common = commonest(members)
  const voices = await presentVoices(
    scope,
    members
      .filter(({ words }) => words === common)
      .map(({ voiceId, at, customerId, spanStart, spanEnd }) => ({
        voiceId,
        at,
        customerId,
        mark: { start: spanStart, end: spanEnd },
      })),
  )
  const quotes = voices.flatMap((voice) => {
    const sentence = voice.mark && sentenceAround(voice.text, voice.mark)
    return sentence ? [{ voice, quote: { voiceId: voice.id, text: sentence } }] : []
  })
  return quotes.sort((a, b) => distance(a.quote) - distance(b.quote))
}

const distance = ({ text }: Quote): number => Math.abs(text.length - EASY)

function commonest(members: readonly Member[]): string | undefined {
  const counts = new Map<string, number>()
  for (const { words } of members) counts.set(words, (counts.get(words) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0]
}
