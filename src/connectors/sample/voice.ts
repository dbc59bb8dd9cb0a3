/** How one person writes: greeting, signature, capitals, slips of the keyboard. Dresses a body, never changes what it says. */
import { happens, integerBetween, pick, pickWeighted, type Random } from '#kit/random.ts'

export type Voice = {
  readonly greeting: string
  readonly closing: 'none' | 'first' | 'full' | 'best' | 'thanks' | 'initial' | 'phone' | 'office'
  readonly isLower: boolean
  readonly slips: boolean
  readonly emoji: string
  readonly quotes: boolean
}

export function pickVoice(random: Random): Voice {
  return {
    greeting: pickWeighted(random, GREETINGS),
    closing: pickWeighted(random, CLOSINGS),
    isLower: happens(random, 0.11),
    slips: happens(random, 0.12),
    emoji: happens(random, 0.13) ? pick(random, ['🙂', '💚', '🙏', '✨', '🌿', '🐑', '😅']) : '',
    quotes: happens(random, 0.4),
  }
}

export type Setting = {
  readonly channel: string
  readonly first: string
  readonly family: string
  readonly city: string
  /** What she answers to, quoted below as mail programs do. */
  readonly answers?: { readonly text: string; readonly by: string; readonly at: string }
  /** Nothing is added to grief or anger. */
  readonly isGrave: boolean
}

/** The body as this person would send it through this channel. */
export function dressUp(random: Random, body: string, voice: Voice, setting: Setting): string {
  let text = body
  const isMail = setting.channel === 'email' || setting.channel === 'form'
  if (isMail && voice.greeting && !OPENS.test(text)) text = `${voice.greeting}\n\n${text}`
  if (voice.isLower && !isShouting(text)) text = text.toLowerCase()
  if (voice.slips) text = withSlip(random, text)
  if (voice.emoji && !setting.isGrave && !isMail && happens(random, 0.5)) text = `${text} ${voice.emoji}`
  if (isMail && !text.trimEnd().toLowerCase().endsWith(setting.first.toLowerCase()))
    text += closingOf(voice, setting)
  if (setting.channel === 'email' && setting.answers && voice.quotes) text += quoted(setting.answers)
  return text
}

function closingOf({ closing, isLower }: Voice, { first, family, city }: Setting): string {
  const signed: Record<Voice['closing'], string> = {
    none: '',
    first: `\n\n${first}`,
    full: `\n\n${first} ${family}`,
    best: `\n\nBest,\n${first}`,
    thanks: `\n\nThanks,\n${first} ${family[0]}.`,
    initial: `\n\n${first[0]}.`,
    phone: '\n\nSent from my phone',
    office: `\n\n-- \n${first} ${family}\n${city}`,
  }
  return isLower ? signed[closing].toLowerCase() : signed[closing]
}

function quoted({ text, by, at }: { text: string; by: string; at: string }): string {
  const lines = text.split('\n').map((line) => (line ? `> ${line}` : '>'))
  return `\n\nOn ${at}, ${by} <hello@tussock.example> wrote:\n${lines.join('\n')}`
}

/** One slip: two letters swapped inside a longer small word, or an apostrophe left out. */
function withSlip(random: Random, text: string): string {
  if (happens(random, 0.35) && /\w['’]\w/.test(text)) return text.replace(/(\w)['’](?=[a-z])/, '$1')
  const words = [...text.matchAll(/(?<![\w@.#'’])[a-z]{5,9}(?![\w@'’])/g)]
  if (words.length < 3) return text
  const { 0: word, index } = pick(random, words)
  const at = integerBetween(random, 1, word.length - 3)
  const slipped = `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`
  return `${text.slice(0, index)}${slipped}${text.slice(index + word.length)}`
}

const isShouting = (text: string) => /[A-Z]{4,}/.test(text)
const OPENS =
  /^(hi|hey|hello|hiya|dear|good (morning|afternoon|evening)|morning|evening|to whom|bonjour|salut|hallo|guten|hola|buen|kia ora|g'day|greetings|team|re:|fwd:)\b/i

const GREETINGS: readonly (readonly [string, number])[] = [
  ['', 34],
  ['Hi,', 18],
  ['Hi there,', 12],
  ['Hello,', 11],
  ['Hey,', 5],
  ['Hi Tussock,', 5],
  ['Hi team,', 5],
  ['Good morning,', 3],
  ['Dear Tussock Merino,', 3],
  ['Hello lovely people,', 2],
  ['Hiya', 2],
]
const CLOSINGS: readonly (readonly [Voice['closing'], number])[] = [
  ['none', 34],
  ['first', 22],
  ['best', 10],
  ['thanks', 9],
  ['full', 8],
  ['phone', 8],
  ['initial', 4],
  ['office', 5],
]
