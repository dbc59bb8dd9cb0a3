/** Reads one customer's message and names the small moments in it, each with its quote; pure, and never throws on any text. */
import { findHits } from './rulebook.ts'
import type { RuleHit } from './rulebook.ts'
import { rulebookFor } from './packs/index.ts'
import { detectLanguage } from './text/language.ts'
import { cutHistory } from './text/history.ts'
import { normalise } from './text/normalise.ts'
import { scan } from './text/scan.ts'
import type { Scan } from './text/tokens.ts'
import { findShoutout } from './shoutout.ts'
import { MOMENT_KINDS } from './kinds.ts'
import { featuresOf } from './heads/features.ts'
import { weigh } from './heads/weigh.ts'
import type { MomentKind, Noticed } from './kinds.ts'
import { settle } from './settle.ts'

/** Longest text that is read, in UTF-16 units; of a longer one only this much from its beginning. */
export const READ_LIMIT = 65_536

/** A sentence up to this long is quoted whole, in UTF-16 units. */
const SHORT_SENTENCE = 140

/** Tokens up to which a sentence reads like a title. */
const TITLE = 4

/** Longest quote, in UTF-16 units. */
const QUOTE_LIMIT = 160

/** Longest quote of several sentences, in UTF-16 units. */
const JOINED_LIMIT = 200

/** Kinds that people tell in several sentences: a word or two of them says little. */
const AT_LENGTH: ReadonlySet<MomentKind> = new Set<MomentKind>([
  'praise',
  'complaint',
  'sizing',
  'chasing',
  'repeat_contact',
])

/** Kinds whose quotes are about health, loss or pregnancy: shown in the conversation, never remembered. */
const DELICATE: ReadonlySet<MomentKind> = new Set<MomentKind>(['hardship', 'distress'])

/**
 * What a reading needs beside the text. Shape: `agents` are the roster's names as written by the workspace; `without` names kinds and
 * rules that do not count ("pet", "pet.named"): another rule of the kind may then speak.
 */
export type ReadingContext = { readonly agents?: readonly string[]; readonly without?: ReadonlySet<string> }

/** A reading. Shape: `language` an ISO 639-1 code or "und"; at most one moment of a kind, in order of `start`. */
export type Reading = { readonly language: string; readonly moments: Noticed[] }

/**
 * Notices the moments in a customer's text. Only what the writer wrote this time counts: quoted history and signatures are passed over.
 * Reads the first 64 KB. A language without a pack yields its code and no moments.
 */
export function noticeMoments(text: string, context: ReadingContext = {}): Reading {
  const read = text.length > READ_LIMIT ? text.slice(0, READ_LIMIT) : text
  const plain = cutHistory(normalise(read))
  const language = detectLanguage(plain)
  const book = rulebookFor(language)
  if (book === undefined) return { language, moments: [] }
  const tokens = scan(plain, book.vocabulary)
  if (tokens.count === 0) return { language, moments: [] }
  const hits = findHits(book, tokens)
  const weighed = language === 'en' ? weigh(tokens, hits) : undefined
  const shoutout = findShoutout(tokens, hits, context.agents)
  if (shoutout !== undefined) hits.push(shoutout)
  const { without } = context
  const counting = without?.size ? hits.filter(({ rule }) => !without.has(rule)) : hits
  const moments = settle(counting, weighed)
    .filter(({ kind, rule }) => !without?.has(kind) && !without?.has(rule))
    .map((found) => present(found, text, tokens, counting))
  return { language, moments: moments.sort((a, b) => a.start - b.start || orderOf(a.kind) - orderOf(b.kind)) }
}

/** What the learned heads see of a text, as hashes; for their training. Shape: empty where the text is in no language that is read. */
export function featuresOfText(text: string): number[] {
  const plain = cutHistory(normalise(text.slice(0, READ_LIMIT)))
  const book = rulebookFor(detectLanguage(plain))
  if (book?.vocabulary.language !== 'en') return []
  const tokens = scan(plain, book.vocabulary)
  const { ids, count } = featuresOf(tokens, findHits(book, tokens))
  return [...new Set(ids.subarray(0, count))]
}

/** Kinds the rules alone find in an English text; what the heads are calibrated against. */
export function rulesIn(text: string): ReadonlySet<MomentKind> {
  const plain = cutHistory(normalise(text.slice(0, READ_LIMIT)))
  const book = rulebookFor(detectLanguage(plain))
  if (book === undefined) return new Set()
  const tokens = scan(plain, book.vocabulary)
  const hits = findHits(book, tokens)
  const shoutout = findShoutout(tokens, hits, undefined)
  if (shoutout !== undefined) hits.push(shoutout)
  return new Set(settle(hits).map(({ kind }) => kind))
}

/** Language of a text as it is read: an ISO 639-1 code or "und". Quoted history does not count. */
export function languageOf(text: string): string {
  return detectLanguage(cutHistory(normalise(text.slice(0, READ_LIMIT))))
}

const orderOf = (kind: MomentKind): number => MOMENT_KINDS.indexOf(kind)

function present(hit: RuleHit, text: string, tokens: Scan, hits: readonly RuleHit[]): Noticed {
  const [start, end] = quoteOf(hit, tokens, hits)
  return {
    kind: hit.kind,
    quote: text.slice(start, end),
    start,
    end,
    score: Math.round(hit.score * 100) / 100,
    by: hit.rule,
    ...(DELICATE.has(hit.kind) || hit.rule === 'baby.pregnant' ? { delicate: true as const } : {}),
  }
}

/** Words that show the moment: those matched, their clause, or for kinds told at length also sentences beside it that say so too. */
function quoteOf(hit: RuleHit, tokens: Scan, hits: readonly RuleHit[]): [number, number] {
  if (!hit.clause && !AT_LENGTH.has(hit.kind)) return spanOf(hit.from, hit.to, tokens)
  const [start, end] = clauseAround(hit, tokens)
  if (!AT_LENGTH.has(hit.kind)) return [start, end]
  const says = new Set(hits.filter(({ kind }) => kind === hit.kind).map(({ sentence }) => sentence))
  const [first, last] = sentenceSpan(hit.sentence, tokens)
  let [low, high] = [start, end]
  if (end === last)
    for (
      let next = hit.sentence + 1;
      says.has(next) && sentenceSpan(next, tokens)[1] - low <= JOINED_LIMIT;
      next++
    )
      high = sentenceSpan(next, tokens)[1]
  if (start === first)
    for (
      let past = hit.sentence - 1;
      says.has(past) && high - sentenceSpan(past, tokens)[0] <= JOINED_LIMIT;
      past--
    )
      low = sentenceSpan(past, tokens)[0]
  return [low, high]
}

const sentenceSpan = (sentence: number, tokens: Scan): [number, number] =>
  spanOf(tokens.sentenceStarts[sentence] ?? 0, tokens.sentenceStarts[sentence + 1] ?? tokens.count, tokens)

function spanOf(from: number, to: number, tokens: Scan): [number, number] {
  let end = 0
  for (let t = from; t < to; t++) end = Math.max(end, tokens.ends[t] ?? 0)
  return [tokens.starts[from] ?? 0, end]
}

/** The clause around a hit, as far as the quote stays short. */
function clauseAround(hit: RuleHit, tokens: Scan): [number, number] {
  const low = tokens.sentenceStarts[hit.sentence] ?? 0
  const high = tokens.sentenceStarts[hit.sentence + 1] ?? tokens.count
  const [start, end] = spanOf(low, high, tokens)
  // "Beautiful!" alone says little: a title takes the sentence after it along.
  const after = tokens.sentenceStarts[hit.sentence + 2]
  if (high - low <= TITLE && after !== undefined && high < tokens.count && hit.kind === 'praise') {
    const [, longer] = spanOf(low, after, tokens)
    if (longer - start <= QUOTE_LIMIT) return [start, longer]
  }
  if (end - start <= SHORT_SENTENCE) return [start, end]
  let [from, to] = [hit.from, hit.to]
  const length = (): number => {
    const [start, end] = spanOf(from, to, tokens)
    return end - start
  }
  while (to < high && tokens.breaks[to] !== 1 && tokens.soft[to] !== 1 && length() < QUOTE_LIMIT - 20) to++
  while (from > low && tokens.breaks[from] !== 1 && tokens.soft[from] !== 1 && length() < QUOTE_LIMIT - 20)
    from--
  return spanOf(from, to, tokens)
}
