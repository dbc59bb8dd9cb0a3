/**
 * The little language in which packs say what to look for: words in a row, read into elements.
 *
 * `dog|cat` one of these words · `love~` the verb with its endings · `$pet` a named class, which may be mixed in (`$pet|rat`) ·
 * `@num` a shape · `word?` optional · `..3` up to three tokens of the same clause, none of them a hard border · `!word` the next
 * token is not this (before the anchor: the one before is not) · `<` the sentence begins here, greetings and handles aside · `>` it ends here.
 */
import { SHAPE } from '../text/shapes.ts'

/** One step of a pattern. `words` may hold names that stand for shapes, such as "@height". */
export type Element =
  | {
      readonly is: 'word'
      readonly words: readonly string[]
      readonly shape: number
      readonly optional: boolean
      /** The sentence may also end here: "again|>". */
      readonly orEnd?: true
    }
  | { readonly is: 'not'; readonly words: readonly string[]; readonly shape: number }
  | { readonly is: 'gap'; readonly most: number }
  | { readonly is: 'start' }
  | { readonly is: 'end' }

/** Named word classes of a language: words separated by spaces; a word may end in `~`, an entry may name another class. */
export type Classes = Readonly<Record<string, string>>

const SHAPES: Readonly<Record<string, number>> = {
  '@num': SHAPE.number,
  '@cap': SHAPE.capital,
  '@shout': SHAPE.shout,
  '@height': SHAPE.height,
  '@weight': SHAPE.weight,
  '@bra': SHAPE.bra,
  '@money': SHAPE.money,
  '@ordinal': SHAPE.ordinal,
  '@handle': SHAPE.handle,
  '@tag': SHAPE.tag,
  '@clock': SHAPE.clock,
  '@emoji': SHAPE.emoji,
}

/**
 * Opens a reader of patterns. The same part of two patterns is the same element: packs name the same few words over and over.
 * Errors: reading throws on an unknown class or shape, so a typing mistake in a pack fails its test and not a customer.
 */
export function openPatterns(classes: Classes): (source: string) => Element[] {
  const elements = new Map<string, Element>()
  const alternatives = new Map<string, Alternatives>()
  const alternativesOf = (body: string): Alternatives => {
    let found = alternatives.get(body)
    if (found === undefined) alternatives.set(body, (found = readAlternatives(body, classes)))
    return found
  }
  const elementOf = (part: string): Element => {
    let element = elements.get(part)
    if (element === undefined) elements.set(part, (element = readElement(part, alternativesOf)))
    return element
  }
  return (source) =>
    source
      .split(' ')
      .filter((part) => part !== '')
      .map(elementOf)
}

/** Most parts are one plain word. */
const PLAIN = /^[a-z]+$/

function readElement(part: string, alternativesOf: (body: string) => Alternatives): Element {
  if (PLAIN.test(part)) return { is: 'word', words: [part], shape: 0, optional: false }
  if (part === '<') return { is: 'start' }
  if (part === '>') return { is: 'end' }
  const gap = /^\.\.(\d{0,2})$/.exec(part)
  if (gap) return { is: 'gap', most: Number(gap[1] === '' ? '2' : gap[1]) }
  const not = /^![^!?|]/.test(part)
  const optional = /[^|!?]\?$/.test(part)
  const found = alternativesOf(part.slice(not ? 1 : 0, optional ? -1 : undefined))
  if (not) return { is: 'not', ...found }
  const orEnd = found.words.includes('>')
  return { is: 'word', ...found, optional, ...(orEnd ? { orEnd } : {}) }
}

type Alternatives = { readonly words: readonly string[]; readonly shape: number }

function readAlternatives(body: string, classes: Classes): Alternatives {
  const words: string[] = []
  let shape = 0
  for (const each of body.split('|')) {
    if (each.startsWith('$')) wordsOf(each.slice(1), classes).forEach((word) => words.push(word))
    else if (each.startsWith('@') && each.length > 1 && each !== '@url') {
      const bit = SHAPES[each]
      if (bit === undefined) throw new Error(`Unknown shape ${each}`)
      shape |= bit
    } else if (each.endsWith('~')) words.push(...endings(each))
    else words.push(each)
  }
  return { words, shape }
}

const known = new WeakMap<Classes, Map<string, readonly string[]>>()

/** The words of a class, other classes within it resolved. */
export function wordsOf(name: string, classes: Classes): readonly string[] {
  let cache = known.get(classes)
  if (cache === undefined) known.set(classes, (cache = new Map()))
  const ready = cache.get(name)
  if (ready !== undefined) return ready
  const list = classes[name]
  if (list === undefined) throw new Error(`Unknown word class $${name}`)
  const words = list
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((each) => (each.startsWith('$') ? wordsOf(each.slice(1), classes) : endings(each)))
  const unique = [...new Set(words)]
  cache.set(name, unique)
  return unique
}

/** English endings of `love~`: love, loves, loved, loving. Irregular forms are listed in the packs. */
function endings(word: string): string[] {
  if (!word.endsWith('~')) return [word]
  const base = word.slice(0, -1)
  const last = base.at(-1) ?? ''
  if (last === 'e') return [base, `${base}s`, `${base}d`, `${base.slice(0, -1)}ing`]
  if (last === 'y' && !/[aeiou]y$/.test(base))
    return [base, `${base.slice(0, -1)}ies`, `${base.slice(0, -1)}ied`, `${base}ing`]
  const plural = /(?:s|x|z|ch|sh)$/.test(base) ? `${base}es` : `${base}s`
  const all = [base, plural, `${base}ed`, `${base}ing`]
  if (/^[a-z]{0,4}[^aeiou][aeiou][bdgklmnprt]$/.test(base)) all.push(`${base}${last}ed`, `${base}${last}ing`)
  return all
}
