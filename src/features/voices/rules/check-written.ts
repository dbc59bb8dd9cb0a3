/**
 * What of a model's paragraph is believed (SAFETY.md R13): every quote stands in a comment it was told, every figure is one of ours and of the theme it stands
 * beside, nobody is named, no change is told that chance would give, nothing links. Else nothing of it is shown, and why is said. Pure.
 */
import { z } from 'zod'
import { hasLink } from '#kit/linked.ts'
import type { SaidPart } from '../contract.ts'
import type { Told, ToldTheme } from './told.ts'
import { BEGINNINGS, wordsIn } from './told.ts'

export type Written =
  { readonly parts: SaidPart[]; readonly because: null } | { readonly parts: null; readonly because: string }

const Answer = z.strictObject({ paragraph: z.string().trim().min(20).max(1_200) })
/** Shorter quotes are words out of their sentence. */
const LEAST_QUOTED = 12

const UNWANTED = /[<>{}[\]`@#*_|\\]|[$€£¥]|\p{C}/u
const IN_WORDS =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|half|thirds?|quarters?|doubled?|twice|tripled?|majority|minority|most (?:of|people|customers|comments)|(?:nearly|almost) (?:all|every\w*)|every(?:one|body)|no(?:body| one)|one in|all customers)\b/i
const RISES = /\b(?:ris(?:e|es|en|ing)|rose|gr[eo]w(?:s|n|ing)?|increas\w*|climb\w*|surg\w*|jump\w*|up|more often|more than before)\b/i // prettier-ignore
const FALLS = /\b(?:fall(?:s|en|ing)?|fell|drop\w*|declin\w*|decreas\w*|down|fewer|less often|less than before|shr[aiu]nk\w*)\b/i // prettier-ignore
/** A name is known by its capital, which other scripts do not have. */
const CASELESS = /(?!\p{Script=Latin})\p{L}/u
const SINGLE = /(?:^|[\s(])[‘'](?=\p{L})/u

type Token =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string; readonly value: string }
  | { readonly kind: 'theme'; readonly theme: ToldTheme }
  | { readonly kind: 'quote'; readonly text: string; readonly voiceId: string; readonly themeId: string }

class Unbelieved extends Error {}

/** `names` are parts of people's names in lower case: of the team, and of whom the quotes are. */
export function checkWritten(content: string, told: Told, names: ReadonlySet<string>): Written {
  try {
    const parsed = Answer.safeParse(jsonIn(content))
    if (!parsed.success) throw new Unbelieved('it did not answer in the form that was asked for')
    const text = parsed.data.paragraph.replaceAll(/\s+/g, ' ')
    if (!text.isWellFormed()) throw new Unbelieved('it did not answer in the form that was asked for')
    return { parts: partsOf(sentencesOf(tokensOf(text, told)), told, names), because: null }
  } catch (error) {
    if (error instanceof Unbelieved) return { parts: null, because: error.message }
    throw error
  }
}

function jsonIn(content: string): unknown {
  try {
    return JSON.parse(/\{[\s\S]*\}/.exec(content)?.[0] ?? '')
  } catch {
    return undefined
  }
}

const NUMBER = /^[+−-]?\d+(?:[.,\u202f]\d{3})*(?:\.\d+)?(?:\s?%)?/

function tokensOf(text: string, told: Told): Token[] {
  const tokens: Token[] = []
  const themes = [...told.themes].sort((a, b) => b.name.length - a.name.length)
  let words = ''
  const put = (token: Token, length: number): number => {
    if (words !== '') tokens.push({ kind: 'words', text: words })
    words = ''
    tokens.push(token)
    return length
  }
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at)
    const quoted = /^[“"]/.test(rest)
    const theme = themes.find(({ name }) => (quoted ? rest.slice(1).startsWith(name) && /^[”"]/.test(rest.slice(1 + name.length)) : isWordAt(text, at, name))) // prettier-ignore
    const number = /[\p{L}\p{N}]$/u.test(text.slice(0, at)) ? undefined : NUMBER.exec(rest)?.[0]
    if (theme) at += put({ kind: 'theme', theme }, theme.name.length + (quoted ? 2 : 0))
    else if (quoted) {
      const { token, length, after } = quoteAt(rest, told)
      at += put(token, length)
      words = after
    } else if (number)
      at += put({ kind: 'number', text: number, value: number.replaceAll(/[^\d.%]|\.(?=\d{3}(?!\d))/g, '') }, number.length) // prettier-ignore
    else {
      words += text[at] ?? ''
      at++
    }
  }
  if (words !== '') tokens.push({ kind: 'words', text: words })
  return tokens
}

const isWordAt = (text: string, at: number, name: string): boolean =>
  text.startsWith(name, at) &&
  !/[\p{L}\p{N}]$/u.test(text.slice(0, at)) &&
  !/^[\p{L}\p{N}]/u.test(text.slice(at + name.length))

/** A quotation as far as it goes; its words must stand in what was told. */
function quoteAt(rest: string, { quotes }: Told): { token: Token; length: number; after: string } {
  const [whole, inside = ''] = (rest.startsWith('“') ? /^“([^”]*)”/ : /^"([^"]*)"/).exec(rest) ?? []
  if (whole === undefined) throw new Unbelieved('a quotation in it does not end')
  // A full stop or comma before the closing mark belongs to the sentence around it.
  const bare = inside.replace(/[.,]$/, '')
  const found = [inside, bare].flatMap(
    (words) =>
    words.length < LEAST_QUOTED ? [] : quotes.filter(({ text }) => text.includes(words)).map((quote) => ({ ...quote, text: words })), // prettier-ignore
  )[0]
  if (!found)
    throw new Unbelieved(`it quotes what stands in no comment it was told: “${inside.slice(0, 60)}”`)
  return { token: { kind: 'quote', ...found }, length: whole.length, after: inside.slice(found.text.length) }
}

/** Shape: tokens, sentence by sentence; words that hold an end are cut there. */
function sentencesOf(tokens: readonly Token[]): Token[][] {
  const sentences: Token[][] = [[]]
  const last = () => sentences.at(-1) ?? []
  for (const token of tokens) {
    if (token.kind !== 'words') {
      last().push(token)
      continue
    }
    const before = last().at(-1)
    const isAfterEnd = before?.kind === 'quote' && /[.!?]$/.test(before.text) && /^ \p{Lu}/u.test(token.text)
    if (isAfterEnd) sentences.push([])
    for (const [at, piece] of token.text.split(/(?<=[.!?]) /).entries()) {
      if (at > 0) sentences.push([])
      last().push({ kind: 'words', text: at > 0 ? ` ${piece}` : piece })
    }
  }
  return sentences.filter((sentence) => sentence.length > 0)
}

function partsOf(
  sentences: readonly (readonly Token[])[],
  told: Told,
  names: ReadonlySet<string>,
): SaidPart[] {
  const parts: SaidPart[] = []
  const known = new Set(told.themes.flatMap(({ name }) => wordsIn(name)))
  let about: readonly ToldTheme[] = []
  for (const sentence of sentences) {
    const named = sentence.flatMap((token) => (token.kind === 'theme' ? [token.theme] : []))
    // Without a theme of its own a sentence goes on with that of the one before.
    if (named.length > 0) about = named
    const words = sentence.flatMap((token) => (token.kind === 'words' ? [token.text] : [])).join(' ')
    checkWords(words, names, known)
    checkCapitals(sentence, known)
    checkChange(words, about)
    if (sentence.every(({ kind }) => kind === 'words'))
      throw new Unbelieved('a sentence in it rests on nothing: no theme, no figure, no quotation')
    for (const [at, token] of sentence.entries()) parts.push(partOf(token, sentence[at + 1], told, about))
  }
  if (!parts.some(({ kind }) => kind === 'figure')) throw new Unbelieved('it tells no figure')
  if (!parts.some(({ kind }) => kind === 'theme')) throw new Unbelieved('it speaks of no theme')
  return parts
}

function checkWords(words: string, names: ReadonlySet<string>, known: ReadonlySet<string>): void {
  if (UNWANTED.test(words) || hasLink(words)) throw new Unbelieved('it holds a link, money or mark-up')
  if (CASELESS.test(words)) throw new Unbelieved('it holds letters in which no name stands out')
  if (/["“”«»„]/.test(words) || SINGLE.test(words)) throw new Unbelieved('a quotation in it does not end')
  const counted = IN_WORDS.exec(words)?.[0]
  if (counted !== undefined) throw new Unbelieved(`it counts in words: “${counted}”`)
  const name = wordsIn(words).find((word) => names.has(word) && !known.has(word))
  if (name !== undefined) throw new Unbelieved('it names somebody')
}

function checkCapitals(sentence: readonly Token[], known: ReadonlySet<string>): void {
  for (const [at, token] of sentence.entries()) {
    if (token.kind !== 'words') continue
    for (const { 0: word, index } of token.text.matchAll(/\p{Lu}[\p{L}'’]*/gu)) {
      const plain = word.toLowerCase()
      const isFirst = at === 0 && /^\s*$/.test(token.text.slice(0, index))
      if (!known.has(plain) && !(isFirst && BEGINNINGS.has(plain)))
        throw new Unbelieved(`“${word}” may be a name`)
    }
  }
}

/** Steady is steady: no word of more or less beside a theme that did not change beyond chance. */
function checkChange(words: string, about: readonly ToldTheme[]): void {
  const goes = (sign: number) =>
    about.some(({ change: { isSteady, percent } }) => !isSteady && percent !== null && Math.sign(percent) === sign) // prettier-ignore
  if ((RISES.test(words) && !goes(1)) || (FALLS.test(words) && !goes(-1)))
    throw new Unbelieved('it tells a change where there is none beyond chance')
}

type Figure = { readonly value: string; readonly themeId: string; readonly feeling: 'negative' | null }

function partOf(token: Token, next: Token | undefined, told: Told, about: readonly ToldTheme[]): SaidPart {
  switch (token.kind) {
    case 'words':
      return token
    case 'theme':
      return { kind: 'theme', text: `“${token.theme.name}”`, themeId: token.theme.id }
    case 'quote':
      if (!about.some(({ id }) => id === token.themeId))
        throw new Unbelieved('a quote stands beside another theme than its own')
      return token
    case 'number': {
      const isDays = next?.kind === 'words' && /^ days\b/.test(next.text)
      if (isDays && token.value === String(told.days)) return { kind: 'words', text: token.text }
      const found = figuresOf(told, about).find(({ value }) => value === token.value)
      if (!found) throw new Unbelieved(`${token.text.trim()} is no figure of ours for what it stands beside`)
      return { kind: 'figure', text: token.text.trim(), themeId: found.themeId, feeling: found.feeling }
    }
  }
}

/** What may be told in a sentence about these themes. */
function figuresOf({ total, unthemed }: Told, about: readonly ToldTheme[]): Figure[] {
  const of = (value: number | string, themeId: string, feeling: Figure['feeling'] = null): Figure => ({ value: String(value), themeId, feeling }) // prettier-ignore
  return [
    ...about.flatMap(({ id, count, change: { before, isSteady, percent }, feeling }) => [
      of(count, id),
      of(feeling.negative, id, 'negative'),
      ...(isSteady || percent === null ? [] : [of(`${Math.abs(percent)}%`, id), of(before, id)]),
    ]),
    of(total, '*'),
    of(unthemed, '-'),
  ]
}
