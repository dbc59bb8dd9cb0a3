/** What makes a password too weak: short, known to everybody, a row of keys, or about its owner. Length counts, signs do not. Pure. */

export const LEAST_LENGTH = 12
export const MOST_LENGTH = 200

export type Weakness = 'too_short' | 'too_long' | 'common' | 'about_you'

/** Rows that people walk along, forwards and backwards. */
const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertz',
  'azerty',
  '1qaz2wsx3edc4rfv5tgb',
]
/** What common passwords of that length are made of (lists of leaked ones, read 2026-11). */
const WORDS =
  'password|passwort|passw0rd|p@ssw0rd|p@ssword|motdepasse|contrasena|wachtwoord|welcome|willkommen|bienvenue|letmein|iloveyou|football|baseball|basketball|superman|batman|princess|sunshine|monkey|dragon|master|shadow|trustno1|starwars|whatever|michael|jennifer|jordan|charlie|liverpool|chelsea|arsenal|barcelona|mustang|computer|internet|changeme|default|admin|administrator|qwerty|google|facebook|samsung|spoonful|secret|hello|test|user|login|access|summer|winter|spring|autumn|correcthorsebatterystaple'

/** Why a password will not do, undefined where it will. `about`: her name, her address, the workspace's name. */
export function weaknessOf(password: string, about: readonly string[] = []): Weakness | undefined {
  const length = [...password].length
  if (length < LEAST_LENGTH) return 'too_short'
  if (length > MOST_LENGTH) return 'too_long'
  const plain = password.normalize('NFKC').toLowerCase()
  if (leftOf(plain, new RegExp(WORDS, 'g')) < LEAST_LENGTH / 2 || isWalk(plain)) return 'common'
  const own = about
    .flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length > 2)
  if (own.length > 0 && leftOf(plain, new RegExp(own.map(escaped).join('|'), 'gu')) < LEAST_LENGTH / 2)
    return 'about_you'
  return undefined
}

/** Different letters and signs that remain when these words, digits and repetitions are taken out. */
function leftOf(plain: string, words: RegExp): number {
  const rest = plain.replace(words, '').replace(/\d{1,4}$|^\d{1,4}/g, '')
  return rest === plain ? Infinity : new Set(rest).size
}

/** Little else than steps along a row, or the same few signs again and again. */
function isWalk(plain: string): boolean {
  if (new Set(plain).size < 5) return true
  const steps = ROWS.flatMap((row) => [row, [...row].reverse().join('')])
  let walked = 0
  for (let at = 0; at + 1 < plain.length; at++)
    if (steps.some((row) => row.includes(plain.slice(at, at + 2)))) walked++
  return walked / (plain.length - 1) > 0.75
}

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
