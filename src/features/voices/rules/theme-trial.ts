/** Adds up what phrases would make of comments: what they catch, who has it now, what a theme would lose, and what each phrase finds. Pure. */
import { phrasesIn } from '#reading/index.ts'
import type { CustomerId } from '#kit/id.ts'
import { readyTheme, themesOf } from './taxonomy.ts'

type Said = {
  readonly voiceId: string
  readonly at: Date
  readonly customerId: CustomerId
  readonly text: string
  /** The themes it belongs to today. */
  readonly now: readonly string[]
  /** Whether it belongs to the theme that is tried, and would whatever the phrases. */
  readonly isIn: boolean
  readonly stays: boolean
}
type Place = Pick<Said, 'voiceId' | 'at' | 'customerId'> & { readonly mark?: { start: number; end: number } }
type Span = { readonly start: number; readonly end: number }
type Found = { readonly phrase: string; count: number; example: Example | null }
type Example = { voiceId: string; words: string; mark: { start: number; end: number } }

export type Tally = {
  readonly add: (said: Said) => void
  readonly told: () => Told
}
type Told = {
  readonly read: number
  readonly count: number
  readonly stay: number
  /** Most first. */
  readonly come: readonly { readonly id: string; readonly count: number }[]
  readonly go: number
  readonly bare: number
  readonly any: readonly Found[]
  readonly none: readonly Found[]
  readonly quotes: readonly Place[]
  readonly gone: readonly Place[]
}

/** Letters shown to each side of a phrase. */
const BESIDE = 60

export function openTally(phrases: { any: readonly string[]; none: readonly string[] }): Tally {
  const ready = readyTheme('tried', phrases)
  const found = (list: readonly string[]) =>
    list.map((phrase): Found => ({ phrase, count: 0, example: null }))
  const [any, none] = [found(phrases.any), found(phrases.none)]
  const quotes: Place[] = []
  const fresh: Place[] = []
  const gone: Place[] = []
  const come = new Map<string, number>()
  let [read, count, stay, go, bare] = [0, 0, 0, 0, 0]

  const note = (list: readonly Found[], here: ReadonlyMap<number, Span>, { text, voiceId }: Said): void => {
    for (const [place, span] of here) {
      const one = list[place]
      if (!one) continue
      one.count++
      one.example ??= { voiceId, ...pieceOf(text, span) }
    }
  }
  return {
    add(said) {
      read++
      const { voiceId, at, customerId, text, now, isIn, stays } = said
      const here = phrasesIn(ready.any, text)
      note(any, here, said)
      const span = here.size > 0 ? themesOf(text, [ready])[0] : undefined
      // What rules out is counted where it does so.
      if (here.size > 0 && !span) note(none, phrasesIn(ready.none, text), said)
      if (!span && !stays) {
        if (!isIn) return
        go++
        if (now.length === 1) bare++
        gone.push({ voiceId, at, customerId })
        return
      }
      count++
      const place = { voiceId, at, customerId, ...(span && { mark: { start: span.start, end: span.end } }) }
      if (isIn) {
        stay++
        quotes.push(place)
        return
      }
      fresh.push(place)
      for (const id of now) come.set(id, (come.get(id) ?? 0) + 1)
    },
    told: () => ({
      read,
      count,
      stay,
      come: [...come]
        .map(([id, count]) => ({ id, count }))
        .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)),
      go,
      bare,
      any,
      none,
      quotes: [...fresh.sort(newest), ...quotes.sort(newest)],
      gone: gone.sort(newest),
    }),
  }
}

const newest = (a: Place, b: Place): number => b.at.getTime() - a.at.getTime()

/** The words around a place, as they stand there. */
export function pieceOf(
  text: string,
  { start, end }: { start: number; end: number },
): Pick<Example, 'words' | 'mark'> {
  const from = start <= BESIDE ? 0 : text.lastIndexOf(' ', start - BESIDE) + 1
  const space = text.indexOf(' ', end + BESIDE)
  const to = space < 0 ? text.length : space
  const [before, after] = [from > 0 ? '…' : '', to < text.length ? '…' : '']
  const shift = from - before.length
  return { words: before + text.slice(from, to) + after, mark: { start: start - shift, end: end - shift } }
}
