/** Which members of the roster a text thanks by name. Pure; blame and irony are told apart by `src/reading`, namesakes of the customer's own here. */
import { noticeMoments } from '#reading/index.ts'

export type RosterMember = {
  readonly id: string
  readonly name: string
  readonly nicknames: readonly string[]
}
export type NamedThanks = { readonly memberId: string; readonly start: number; readonly end: number }

/** "My sister Priya", "I'm Priya", "one star for Jo": a name that is not thanked. */
const NOT_OURS =
  /(?:\b(?:my|his|her|our)\s+(?:\p{L}+\s+){0,2}|\b(?:i'm|i’m|i am|this is|name is|one star for|1 star for|model)\s+)$/iu
/** "Thank Priya", "what a gem Marcus is", "Jo, you are a lifesaver": plain praise around a name. */
const BEFORE = /(?:\bthank\s+|\bwhat an? (?:gem|star|legend|angel|hero|treasure)\s+)$/iu
const AFTER =
  /^,? (?:you are|you’re|you're|is|was) an? (?:absolute |true |real )?(?:lifesaver|star|gem|legend|angel|hero|treasure)\b/iu

/** One for each member who is thanked. A text that names nobody of the roster costs one reading at most. */
export function thanksIn(text: string, roster: readonly RosterMember[]): NamedThanks[] {
  const all = roster.flatMap(({ name, nicknames }) => [name, ...nicknames])
  const isThankful = all.length > 0 && thanked(text, all) !== undefined
  return roster.flatMap(({ id, name, nicknames }) => {
    const plain = plainPraise(text, name)
    const found = plain ?? (isThankful ? thanked(text, [name, ...nicknames]) : undefined)
    return found && !isNamesake(text, name) ? [{ memberId: id, start: found.start, end: found.end }] : []
  })
}

const thanked = (text: string, agents: readonly string[]) =>
  noticeMoments(text, { agents }).moments.find(({ kind }) => kind === 'shoutout')

function plainPraise(text: string, name: string): { start: number; end: number } | undefined {
  const at = placeOf(text, name)
  if (!at || !(BEFORE.test(text.slice(0, at.start)) || AFTER.test(text.slice(at.end)))) return undefined
  return at
}

/** Only where the first name stands as it is written on the roster; a surname of somebody else behind it tells too. */
function isNamesake(text: string, name: string): boolean {
  const at = placeOf(text, name)
  if (!at) return false
  const [, surname = ''] = name.split(/\s+/)
  const behind = /^\s+(\p{Lu}\p{L}+)/u.exec(text.slice(at.end))?.[1]
  return (
    NOT_OURS.test(text.slice(0, at.start)) ||
    (behind !== undefined && behind.toLowerCase() !== surname.toLowerCase())
  )
}

function placeOf(text: string, name: string): { start: number; end: number } | undefined {
  const [first = ''] = name.split(/\s+/)
  for (let at = text.indexOf(first); first !== '' && at >= 0; at = text.indexOf(first, at + 1)) {
    const isWord = !/\p{L}/u.test(text[at - 1] ?? ' ') && !/\p{L}/u.test(text[at + first.length] ?? ' ')
    if (isWord) return { start: at, end: at + first.length }
  }
  return undefined
}
