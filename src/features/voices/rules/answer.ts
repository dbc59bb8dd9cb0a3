/** What somebody answered on the page: read, checked against the scales, and what of it counts. Pure. */
import { Reflection, type SurveyDefinition } from '../contract.ts'
import { SCALES } from './scores.ts'

export const LONGEST_WORDS = 5_000

/** An answer as it is kept until it stands on the timeline. */
export type SurveyAnswer = {
  /** By question. */
  readonly ratings: Readonly<Record<string, number>>
  readonly words: string
  readonly reflections: readonly Reflection[]
  /** Whether the agent whose name she typed is thanked by name. */
  readonly thanks: boolean
}

export const NO_ANSWER: SurveyAnswer = { ratings: {}, words: '', reflections: [], thanks: false }

/** Reads the fields of a form or of a link; what is on no scale is not there. */
export function readAnswer(
  { questions, asksWhy, offersReflections }: SurveyDefinition,
  fields: URLSearchParams,
  agentName: string | null,
): SurveyAnswer {
  const ratings = questions.flatMap(({ key, measure }) => {
    const rating = stepOf(fields.get(key), SCALES[measure])
    return rating === undefined ? [] : [[key, rating] as const]
  })
  const words = asksWhy ? wordsIn(fields) : ''
  const chosen = offersReflections ? fields.getAll('felt').slice(0, 10) : []
  return {
    ratings: Object.fromEntries(ratings),
    words,
    reflections: [...new Set(chosen.flatMap((one) => Reflection.safeParse(one).data ?? []))],
    thanks: agentName !== null && fields.get('thank') !== 'no' && isNamed(words, agentName),
  }
}

/** Without what no database keeps: U+0000 and half of a pair. */
const wordsIn = (fields: URLSearchParams): string =>
  (fields.get('words') ?? '')
    .replaceAll('\r\n', '\n')
    .replaceAll(/[\0\p{Cs}]/gu, '')
    .slice(0, LONGEST_WORDS + 1)

function stepOf(text: string | null, [from, to]: readonly [number, number]): number | undefined {
  if (text === null || !/^\d{1,2}$/.test(text)) return undefined
  const step = Number(text)
  return step >= from && step <= to ? step : undefined
}

/** Nothing that counts was said; or more than can be taken. */
export function problemOf({ ratings, words, reflections }: SurveyAnswer): 'nothing' | 'too_long' | undefined {
  if (words.length > LONGEST_WORDS) return 'too_long'
  const isEmpty = Object.keys(ratings).length === 0 && words.trim() === '' && reflections.length === 0
  return isEmpty ? 'nothing' : undefined
}

/** Whether the words name somebody: her first name, as a word of its own. */
export function isNamed(words: string, agentName: string): boolean {
  const first = firstOf(agentName)
  if (first === null) return false
  const said = words.toLocaleLowerCase().split(/[^\p{L}\p{M}’'-]+/u)
  return said.includes(first.toLocaleLowerCase())
}

/** "Priya" of "Priya Nair"; null where there is no name. */
export function firstOf(name: string | null): string | null {
  const [first = ''] = (name ?? '').trim().split(/\s+/)
  return first === '' || first.includes('@') ? null : first
}
