/**
 * The second naive peer: VADER (Hutto and Gilbert 2014), a list of words with a feeling each. It knows no kinds; anger, complaint and praise
 * are read off its one number, at the cut that is best for each on the labels nobody holds back.
 */
import vader from 'vader-sentiment'
import { readLabelled } from './labelled.ts'

type Found = { kind: string; quote: string; start: number; end: number }

/** What another way of noticing finds in a text, and the kinds it knows. */
export type Peer = { readonly kinds: readonly string[]; readonly notice: (text: string) => Found[] }

/** Shape: `feelingOf` answers -1 to 1; a quote is the whole text. */
type Vader = Peer & { readonly feelingOf: (text: string) => number }

/** Which side of the number a kind is on. */
const SIDES: Readonly<Record<string, 1 | -1>> = { upset: -1, complaint: -1, praise: 1 }

/** VADER with its cuts. */
export function openVader(): Vader {
  const feelingOf = (text: string): number => vader.SentimentIntensityAnalyzer.polarity_scores(text).compound
  const cuts = cutsOf(feelingOf)
  const notice = (text: string): Found[] => {
    const feeling = feelingOf(text)
    return Object.entries(SIDES)
      .filter(([kind, side]) => feeling * side >= (cuts.get(kind) ?? 2))
      .map(([kind]) => ({ kind, quote: text, start: 0, end: text.length }))
  }
  return { feelingOf, kinds: Object.keys(SIDES), notice }
}

/** For each kind the cut with the best F1 on what is not held back. */
function cutsOf(feelingOf: (text: string) => number): ReadonlyMap<string, number> {
  const rows = readLabelled()
    .filter(({ held }) => !held)
    .map(({ text, moments }) => ({
      feeling: feelingOf(text),
      gold: new Set(moments.map(({ kind }) => kind)),
    }))
  return new Map(
    Object.entries(SIDES).map(([kind, side]) => {
      const f1At = (cut: number): number => {
        const found = rows.filter(({ feeling }) => feeling * side >= cut)
        const right = found.filter(({ gold }) => gold.has(kind)).length
        return (2 * right) / (found.length + rows.filter(({ gold }) => gold.has(kind)).length)
      }
      const cuts = Array.from({ length: 100 }, (_, step) => step / 100)
      return [kind, cuts.reduce((best, cut) => (f1At(cut) > f1At(best) ? cut : best), 0)]
    }),
  )
}
