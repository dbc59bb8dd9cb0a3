/** How often somebody had to write: contacts, answers in between, and "the second time in 3 days". Pure. */
import { DAY_MS, HOUR_MS } from '#kit/time.ts'
import type { ReadEntry } from './shapes.ts'

/** Messages closer together than this are one contact: people write in bursts. */
const ONE_CONTACT_MS = 4 * HOUR_MS
/** How far back contacts belong to the same matter. */
const SAME_MATTER_MS = 7 * DAY_MS

/** How often a person has been in touch about a matter, this time included. */
export type Contacts = {
  readonly count: number
  /** Days from the first of them to this one, at least 1. */
  readonly days: number
  /** The last answer of ours that lies between them, automatic ones left out. */
  readonly answer: ReadEntry | undefined
}

/** Contacts of the last seven days up to this entry, in its conversation or, by whatever way, of the person. */
export function contactsOf(entry: ReadEntry, history: readonly ReadEntry[]): Contacts {
  const from = entry.at.getTime() - SAME_MATTER_MS
  const recent = history.filter((one) => one.at.getTime() >= from && isBefore(one, entry)).reverse()
  let count = 0
  let last = -Infinity
  let first = entry.at.getTime()
  let answer: ReadEntry | undefined
  for (const one of [...recent.filter((one) => isContact(one) || isAnswer(one)), entry]) {
    const at = one.at.getTime()
    if (isAnswer(one)) {
      if (count > 0) answer = one
      continue
    }
    if (at - last >= ONE_CONTACT_MS) count += 1
    if (count === 1) first = Math.min(first, at)
    last = at
  }
  return { count, days: Math.max(1, Math.round((entry.at.getTime() - first) / DAY_MS)), answer }
}

/** A message of the person herself that wants something of us. */
export function isContact(entry: ReadEntry): boolean {
  return entry.authorKind === 'customer' && (entry.kind === 'message_in' || entry.kind === 'form')
}

/** Words of ours to her that a person wrote. */
export function isAnswer(entry: ReadEntry): boolean {
  return entry.kind === 'message_out' && entry.data.automatic !== true && entry.authorKind === 'agent'
}

/** Strictly earlier; entries of one instant stand in the order of their ids. */
export function isBefore(one: ReadEntry, other: ReadEntry): boolean {
  const between = one.at.getTime() - other.at.getTime()
  return between < 0 || (between === 0 && one.id < other.id)
}

const NUMBERS = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const ORDINALS = [
  '',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
]

/** "second"; "12th" beyond ten. */
export function ordinal(count: number): string {
  const word = ORDINALS[count]
  if (word) return word
  const tail = count % 100 > 10 && count % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th')
  return `${count}${tail}`
}

/** "twice", "three times"; "12 times" beyond ten. */
export function howOften(count: number): string {
  return ['never', 'once', 'twice'][count] ?? `${cardinal(count)} times`
}

/** "four"; "12" beyond ten. `count` from 1. */
export const cardinal = (count: number): string => NUMBERS[count] ?? String(count)

/** "3 days", "1 day", "2 years". */
export function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
