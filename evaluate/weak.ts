/** Weak labels from what public sets say about themselves (stars, intents, categories) and from our sample's situations; used to train, never to measure. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { PACKS } from '../src/reading/packs/index.ts'
import { TEXTS } from '../src/connectors/sample/texts/index.ts'
import { textsOf } from './labelled.ts'

/** A text with what is known of it. Shape: `known` says 1 or 0 of some kinds and nothing of the rest; `weight` beside 1 for a label by reading. */
export type Weak = {
  readonly set: string
  readonly id: string
  readonly text: string
  readonly weight: number
  readonly known: Readonly<Record<string, 0 | 1>>
}

const DATA = fileURLToPath(new URL('../../shared/data/', import.meta.url))

/** Every weakly labelled text at hand; sets that are absent give none. */
export function readWeak(): Weak[] {
  return [
    ...examples(),
    ...sample(),
    ...sentiment(),
    ...graded(),
    ...reviews(),
    ...banking(),
    ...chats(),
    ...goals(),
  ]
}

/** An example of a pack says what the kind means: it outweighs a message that only happens to be of the kind. */
const EXAMPLE = 2.5

/** The examples that must and must not match, as every pack gives them. */
function examples(): Weak[] {
  return PACKS.filter(({ language }) => language === 'en').flatMap(({ kind, must, mustNot }) => [
    ...must.map((each, at) => ({
      set: 'packs',
      id: `${kind}+${at}`,
      text: typeof each === 'string' ? each : each[0],
      weight: EXAMPLE,
      known: { [kind]: 1 } as const,
    })),
    ...mustNot.map((text, at) => ({
      set: 'packs',
      id: `${kind}-${at}`,
      text,
      weight: EXAMPLE,
      known: { [kind]: 0 } as const,
    })),
  ])
}

const QUIET = { complaint: 0, upset: 0, chasing: 0, repeat_contact: 0, churn: 0, praise: 0 } as const
const CALM = { upset: 0, churn: 0, repeat_contact: 0 } as const

const SITUATIONS: Readonly<Record<string, Readonly<Record<string, 0 | 1>>>> = {
  'wismo.first': { chasing: 1, upset: 0, churn: 0, praise: 0, thanks: 0 },
  'wismo.second': { chasing: 1, repeat_contact: 1, churn: 0, praise: 0 },
  'wismo.third': { chasing: 1, repeat_contact: 1 },
  'deadline.order': { deadline: 1, upset: 0, churn: 0 },
  'delivery.notthere': { chasing: 1, complaint: 1, churn: 0 },
  'delivery.came': { complaint: 0, chasing: 0, upset: 0, churn: 0, repeat_contact: 0 },
  'sizing.ask': { sizing: 1, complaint: 0, upset: 0, chasing: 0 },
  'exchange.ask': { upset: 0, churn: 0 },
  'first.order': { first_time: 1, upset: 0, churn: 0, complaint: 0, chasing: 0 },
  'thanks.named': { complaint: 0, upset: 0, chasing: 0, churn: 0, repeat_contact: 0 },
  'thanks.plain': { thanks: 1, complaint: 0, upset: 0, chasing: 0, churn: 0, repeat_contact: 0 },
  'return.ask': { upset: 0, churn: 0, chasing: 0 },
  'refund.chase': { chasing: 1 },
  'repair.ask': { upset: 0, churn: 0, chasing: 0 },
  'complaint.calm': { complaint: 1, churn: 0, praise: 0 },
  'complaint.furious': { upset: 1, praise: 0, thanks: 0 },
  sarcasm: { upset: 1, praise: 0, thanks: 0 },
  churn: { churn: 1 },
  confusion: { churn: 0, praise: 0 },
  loyal: { loyal: 1 },
  trip: { trip: 1, complaint: 0, upset: 0 },
  care: { ...QUIET },
  store: { chasing: 0, churn: 0 },
  stock: { ...QUIET, confusion: 0 },
  wholesale: { ...QUIET },
  spam: { ...QUIET, thanks: 0 },
  closing: { ...QUIET },
  'closing.grave': { complaint: 0, upset: 0, chasing: 0 },
  gift: { complaint: 0, upset: 0, churn: 0 },
  pet: { upset: 0, churn: 0 },
  baby: { upset: 0, churn: 0, complaint: 0 },
  wedding: { upset: 0, churn: 0, complaint: 0 },
  birthday: { upset: 0, churn: 0 },
  'diary.day': { complaint: 0, upset: 0, chasing: 0, churn: 0, repeat_contact: 0 },
  'review.5': { praise: 1, complaint: 0, upset: 0, chasing: 0, churn: 0 },
  'review.1': { complaint: 1, praise: 0 },
  'review.2': { complaint: 1 },
  'post.tweet.good': { complaint: 0, upset: 0, chasing: 0, churn: 0 },
  'csat.good': { complaint: 0, upset: 0, chasing: 0, churn: 0 },
  'nps.good': { complaint: 0, upset: 0, chasing: 0 },
  'gift.note': { ...QUIET },
}

const SLOTS: Readonly<Record<string, string>> = {
  product: 'dress',
  tee: 'shirt',
  item: 'sweater',
  order: '#9123',
  size: 'M',
  osize: 'L',
  weekday: 'Friday',
  city: 'Eugene',
  colour: 'plum',
  is: 'is',
  them: 'it',
  name: 'Jo',
  agent: 'Priya',
  days: '11',
  date: 'the 14th',
  tracking: '1Z3738',
  topic: '',
}

function sample(): Weak[] {
  return Object.entries(TEXTS).flatMap(([situation, texts]) => {
    const known = SITUATIONS[situation]
    if (known === undefined) return []
    return texts.map((text, at) => ({
      set: 'sample',
      id: `${situation}:${at}`,
      text: text.replace(/\{(\w+)\}/g, (_, slot: string) => SLOTS[slot] ?? 'it'),
      weight: 0.6,
      known,
    }))
  })
}

function sentiment(): Weak[] {
  const path = `${DATA}uci-sentences/amazon_cells_labelled.txt`
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .map((line, at): Weak => {
      const [text = '', good] = line.split('\t')
      const row = { set: 'uci-sentences', id: String(at), text, weight: 0.4 }
      if (good?.trim() === '1') return { ...row, known: { praise: 1, complaint: 0, chasing: 0 } }
      return { ...row, known: { praise: 0, complaint: 1, thanks: 0, chasing: 0 } }
    })
}

function graded(): Weak[] {
  const path = `${DATA}vader-truth/amazonReviewSnippets_GroundTruth.txt`
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .flatMap((line): Weak[] => {
      const [id = '', mean = '0', text = ''] = line.split('\t')
      const grade = Number(mean)
      if (Number(id.replace(/\D/g, '')) % 3 !== 0) return []
      const row = { set: 'vader-truth', id, text, weight: 0.25 }
      if (grade <= -1) return [{ ...row, known: { complaint: 1, praise: 0, thanks: 0, chasing: 0 } }]
      if (grade >= 1.2) return [{ ...row, known: { complaint: 0, praise: 1, chasing: 0 } }]
      if (Math.abs(grade) < 0.4) return [{ ...row, known: { ...QUIET, thanks: 0 } }]
      return []
    })
}

function reviews(): Weak[] {
  const path = `${DATA}clothing-reviews/reviews.csv`
  if (!existsSync(path)) return []
  const rows = parse(readFileSync(path, 'utf8'), { columns: true, bom: true }) as Record<string, string>[]
  return rows.flatMap((row): Weak[] => {
    const text = (row['Review Text'] ?? '').trim()
    const id = row['row'] ?? ''
    if (text === '' || Number(id) % 14 !== 0) return []
    const both = { set: 'clothing-reviews', id, text, weight: 0.15 }
    const never = { chasing: 0, repeat_contact: 0, deadline: 0, confusion: 0 } as const
    const stars = Number(row['Rating'])
    if (stars <= 2 && row['Recommended IND'] === '0')
      return [{ ...both, weight: 0.3, known: { ...never, complaint: 1, thanks: 0 } }]
    if (stars === 5) return [{ ...both, known: { ...never, complaint: 0, praise: 1, upset: 0, churn: 0 } }]
    return []
  })
}

const OWED = /^(?:pending_|balance_not_updated|transfer_not_received|Refund_not_showing)/
const WRONG =
  /^(?:declined_|.*_not_working|.*_not_recognised|wrong_|.*charged|reverted_card|failed_transfer|top_up_failed|top_up_reverted|card_payment_wrong)/
const PLAIN =
  /^(?:age_limit|country_support|exchange_via_app|supported_cards|fiat_currency|getting_spare|order_physical|visa_or|atm_support|automatic_top|get_disposable|topping_up_by_card|verify_my|change_pin|card_delivery_estimate|top_up_limits|disposable_card_limits|activate_my|card_linking|receiving_money|transfer_timing|getting_virtual|apple_pay|exchange_charge|top_up_by_card_charge|verify_top|why_verify)/

function banking(): Weak[] {
  const path = `${DATA}banking77/train.csv`
  if (!existsSync(path)) return []
  const rows = parse(readFileSync(path, 'utf8'), { columns: true, bom: true }) as Record<string, string>[]
  return rows.flatMap((row, at): Weak[] => {
    if (at % 8 !== 0) return []
    const category = row['category'] ?? ''
    const both = { set: 'banking77', id: String(at), text: row['text'] ?? '', weight: 0.15 }
    if (OWED.test(category)) return [{ ...both, known: { chasing: 1, complaint: 1, praise: 0, thanks: 0 } }]
    if (WRONG.test(category)) return [{ ...both, known: { complaint: 1, praise: 0 } }]
    if (PLAIN.test(category)) return [{ ...both, known: { ...QUIET } }]
    return []
  })
}

function chats(): Weak[] {
  const path = `${DATA}multidogo/customer_turns_train.tsv`
  if (!existsSync(path)) return []
  const seen = new Set<string>()
  return readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .slice(1)
    .flatMap((line): Weak[] => {
      const cells = line.split('\t')
      const text = (cells[4] ?? '').trim()
      if (text === '' || seen.has(text)) return []
      seen.add(text)
      if (seen.size % 4 !== 0 && cells[6] !== 'thankyou') return []
      const thanked = cells[6] === 'thankyou' && !/^no|\?|please/.test(text)
      const known = thanked
        ? { ...CALM, thanks: 1 as const, complaint: 0 as const, chasing: 0 as const }
        : { ...CALM, praise: 0 as const }
      return [{ set: 'multidogo', id: cells[3] ?? '', text, weight: thanked ? 0.4 : 0.15, known }]
    })
}

/** Intents of hotel guests and bank customers (nlupp), and of insurance and finance callers (natcs). */
function goals(): Weak[] {
  const found: Weak[] = []
  for (const name of ['banking', 'hotels']) {
    const path = `${DATA}nlupp/${name}.json`
    if (!existsSync(path)) continue
    const rows = JSON.parse(readFileSync(path, 'utf8')) as { text: string; intents?: string[] }[]
    rows.forEach(({ text, intents = [] }, at) => {
      const row = { set: 'nlupp', id: `${name}:${at}`, text, weight: 0.2 }
      if (intents.includes('wrong_notworking_notshowing'))
        found.push({ ...row, known: { complaint: 1, praise: 0, thanks: 0 } })
      else found.push({ ...row, known: { complaint: 0, praise: 0, churn: 0 } })
    })
  }
  for (const [id, text] of textsOf('natcs-utterances'))
    if (!/issue|problem|trouble|still|never|wrong/i.test(text))
      found.push({ set: 'natcs-utterances', id, text, weight: 0.2, known: { ...QUIET } })
  return found
}

/**
 * What companies and colleagues write that promises next to nothing: sentences that email-intent calls neither request nor commitment, and
 * agents' turns of tau-bench. Shape: as in the sets; empty where one is absent.
 */
export function readPlainSpeech(): string[] {
  const sentences = `${DATA}email-intent/Ask0729-fixed.txt`
  const talks = `${DATA}tau-bench/retail_conversations.json`
  if (!existsSync(sentences) || !existsSync(talks)) return []
  const lines = readFileSync(sentences, 'latin1').split('\n')
  const neither = lines.flatMap((line) => (line.startsWith('No\t') ? [line.slice('No\t'.length).trim()] : []))
  const turns = JSON.parse(readFileSync(talks, 'utf8')) as { turns: { role: string; text: string }[] }[]
  const agents = turns.flatMap(({ turns }) => turns).filter(({ role }) => role === 'agent')
  return [...neither, ...agents.map(({ text }) => text)]
}
