/** The journey's numbers in words. Pure. */
import { counted } from '#kit/counted.ts'
import { addDays } from '#kit/time.ts'
import type { Friction, JourneyMap, MapColumn } from '#features/journey/contract.ts'

export const percent = (share: number) => `${Math.round(share * 100)}%`

/** `isPast`: of days somebody chose, not of those up to today. */
export function evidenceWords({ pieces, days, from, to, waiting }: JourneyMap, isPast = false): string {
  if (waiting > 0) return `Counting ${counted(waiting)} customers anew`
  if (isPast) return `${wholeDay(from)} to ${wholeDay(to)}, ${counted(pieces)} pieces of evidence`
  return `Live from ${lastDays(days)}, ${counted(pieces)} pieces of evidence`
}

/** `to`: the last day 'YYYY-MM-DD', undefined for today. */
export function timeWords({ days, to }: { days: number; to?: string | undefined }): string {
  return to === undefined ? `Of ${lastDays(days)}` : `${wholeDay(addDays(to, 1 - days))} to ${wholeDay(to)}`
}

const lastDays = (days: number) => (days === 365 ? 'the last year' : `the last ${days} days`)

/** Under so many pieces a dot is hollow. */
export const SOLID = 50
export const piecesOf = ({ counts }: MapColumn) => counts.good + counts.even + counts.bad

export function feelingWords(column: MapColumn): string {
  const { feeling } = column
  if (!feeling) return `${column.name}: nothing said yet`
  const word = feeling.low > 0 ? 'delighted' : feeling.high < 0 ? 'let down' : 'in between'
  const few = feeling.pieces < SOLID ? ', few pieces' : ''
  return `${column.name}: ${word}, ${feeling.mean.toFixed(2)} (95% ${feeling.low.toFixed(2)} to ${feeling.high.toFixed(2)}, ${counted(feeling.pieces)} pieces${few})`
}

export function healthTone(health: number | null): 'bad' | 'warn' | 'fine' | 'none' {
  if (health === null) return 'none'
  return health < 50 ? 'bad' : health < 65 ? 'warn' : 'fine'
}

export const TREND_WORDS: Readonly<Record<Friction['trend'], string>> = {
  rising: 'more than before',
  falling: 'less than before',
  steady: 'steady',
  too_few: 'too few to say',
  nothing_before: 'nothing before to compare with',
}

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
export const dayWords = (at: string) => DAY.format(new Date(at))

/** A day 'YYYY-MM-DD' with its year; a day is the same wherever the reader is. */
const wholeDay = (day: string) => WHOLE_DAY.format(Date.parse(day))
const WHOLE_DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })

export const channelWords = (channel: string | null, kind: string) => {
  const word = channel ?? kind.replaceAll('_', ' ')
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`
}
