/** What a file's columns are: guessed by their names and checked by what stands in them; a person may say otherwise. Pure. */
import { IMPORT_SHAPES, type DateOrder, type ImportShape } from './contract.ts'
import { dateColumnOf, saysNothing, type DateColumn } from './dates.ts'
import { FIELDS, NAMES, NEEDED, type Field } from './fields.ts'

/** The first rows of a file, by column. */
export type Sample = { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }

export type Mapping = Readonly<Partial<Record<Field, number>>>

/** A column's name without case, spaces and signs: "Invoice-No" is "invoiceno". */
export const plainName = (name: string) =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** The values of one column in the sample that say something. */
export function valuesOf({ rows }: Sample, column: number): string[] {
  return rows.map((cells) => cells[column] ?? '').filter((value) => !saysNothing(value))
}

/** The columns of a shape, each taken for at most one field. */
export function guessMapping(sample: Sample, shape: ImportShape, zone: string): Mapping {
  const mapping: Partial<Record<Field, number>> = {}
  const names = sample.columns.map(plainName)
  const taken = new Set<number>()
  for (const field of [...NEEDED[shape], ...FIELDS[shape]]) {
    if (mapping[field] !== undefined) continue
    for (const name of namesOf(field, shape)) {
      const column = names.findIndex(
        (one, i) => one === name && !taken.has(i) && fits(sample, i, field, zone),
      )
      if (column === -1) continue
      mapping[field] = column
      taken.add(column)
      break
    }
  }
  if (mapping.email === undefined && FIELDS[shape].includes('email')) {
    const column = names.findIndex((_, i) => !taken.has(i) && isMostly(valuesOf(sample, i), EMAIL))
    if (column !== -1) mapping.email = column
  }
  if (mapping.text === undefined && (shape === 'messages' || shape === 'reviews' || shape === 'posts')) {
    const column = proseColumnOf(sample, taken)
    if (column !== -1) mapping.text = column
  }
  if (mapping.at === undefined) {
    const column = names.findIndex(
      (name, i) => !taken.has(i) && !OTHER_DATES.test(name) && isMostlyDates(valuesOf(sample, i), zone),
    )
    if (column !== -1) mapping.at = column
  }
  return mapping
}

/** Dates of something else than the row itself. */
const OTHER_DATES =
  /birth|dob|expir|expect|estimat|due|deliver|eta|valid|until|updated|modified|closed|resolved/

/** Days or instants as people write them; bare numbers are no dates unless their column says so. */
function isMostlyDates(values: readonly string[], zone: string): boolean {
  const written = values.filter((value) => !/^-?\d+([.,]\d+)?$/.test(value.trim()))
  return (
    written.length > 0 && written.length >= values.length * 0.8 && dateColumnOf(written, zone) !== undefined
  )
}

/** In an order file "description" is what was bought; in a file of messages it is what was written. */
function namesOf(field: Field, shape: ImportShape): string[] {
  const names = NAMES[field].split('|')
  if (field === 'text' && shape !== 'orders') return [...names, 'description']
  if (field === 'product' && shape === 'messages') return []
  if (field === 'text' && shape === 'orders') return ['note', 'notes', 'ordernote', 'comment']
  // A shop's export calls the order's number its name.
  if (field === 'order' && shape === 'orders') return [...names, 'name']
  if (field === 'event' && shape === 'events') return [...names, 'status', 'incidentstate']
  return names
}

/** "maren@example.com", and as mail programs write it: "Maren Oduya <maren@example.com>". */
const EMAIL = /^(\S+@\S+\.\S+|[^<>]*<\s*[^\s<>]+@[^\s<>]+\.[^\s<>]+\s*>)$/
const ROLE =
  /^(customer|agent|user|end.?user|visitor|contact|client|assistant|bot|system|support|staff|admin|incoming|outgoing|inbound|outbound|in|out)$/i

function fits(sample: Sample, column: number, field: Field, zone: string): boolean {
  const values = valuesOf(sample, column)
  if (values.length === 0) return true
  switch (field) {
    case 'at':
    case 'opened':
      return dateColumnOf(values, zone) !== undefined
    case 'email':
      return isMostly(values, EMAIL)
    case 'rating':
    case 'quantity':
    case 'price':
    case 'total':
      return isMostly(values, /^[^\p{L}]{0,3}[+-]?[\d.,]+\s*\D{0,3}$/u)
    case 'id':
      return new Set(values).size === values.length
    case 'author':
      return isMostly(values, ROLE)
    case 'name':
      return (
        !isMostly(values, ROLE) && !isMostly(values, EMAIL) && values.some((value) => /\p{L}/u.test(value))
      )
    case 'phone':
      return isMostly(values, /^\+?[\d\s().\-/x]{5,}$/i)
    case 'customer':
      // A column of names is who she is called, and not which number she has.
      return !isMostly(values, /^\p{L}+([\s.'’-]+\p{L}+)+$/u) && !isMostly(values, EMAIL)
    case 'order':
      return plainName(sample.columns[column] ?? '') !== 'name' || isMostly(values, /^#?[A-Z]{0,5}-?\d{3,}/)
    case 'event':
      return new Set(values).size <= Math.max(50, values.length / 10)
    case 'currency':
      return isMostly(values, /^[a-z]{3}$/i)
    default:
      return true
  }
}

/** No value of a form is longer. A form looked for in 60,000 signs took 20 s of everybody's time (measured 30 November 2026). */
const LONGEST_FORM = 400

const isMostly = (values: readonly string[], form: RegExp) =>
  values.length > 0 &&
  values.filter((value) => value.length <= LONGEST_FORM && form.test(value.trim())).length >=
    values.length * 0.8

/** The column that reads like sentences, or -1. */
function proseColumnOf(sample: Sample, taken: ReadonlySet<number>): number {
  const lengths = sample.columns.map((_, i) => {
    const values = taken.has(i) ? [] : valuesOf(sample, i)
    const words = values.map((value) => value.trim().split(/\s+/).length)
    return words.length === 0 ? 0 : words.reduce((a, b) => a + b, 0) / words.length
  })
  const longest = Math.max(...lengths, 0)
  return longest >= 4 ? lengths.indexOf(longest) : -1
}

/** The shape of a file by its columns. */
export function guessShape(sample: Sample, zone: string): ImportShape {
  const scores = IMPORT_SHAPES.map((shape) => {
    const mapping = guessMapping(sample, shape, zone)
    const has = (...fields: Field[]) => fields.filter((field) => mapping[field] !== undefined).length
    const isNamed =
      (shape === 'surveys' && SURVEY.test(plainName(sample.columns[mapping.rating ?? -1] ?? ''))) ||
      (shape === 'posts' && sample.columns.some((column) => POST.test(plainName(column))))
    return { shape, score: SCORES[shape](has) + (isNamed ? 4 : 0) }
  })
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).shape
}

/** A rating that is called so is a survey's. */
const SURVEY = /nps|csat|ces$|satisf|effort/
/** What is counted of posts and of nothing else. */
const POST =
  /^(tweet|tweetid|posttext|caption|hashtags?|subreddit|permalink|likes?|likecount|retweets?|retweetcount|upvotes)$/

type Has = (...fields: Field[]) => number
const SCORES: Readonly<Record<ImportShape, (has: Has) => number>> = {
  messages: (has) => has('text') * 3 + has('author', 'conversation') + has('title') * 0.5,
  orders: (has) => has('order') * 2 + has('quantity', 'price', 'total') * 1.5 + has('product', 'sku'),
  reviews: (has) => (has('text') && has('rating') ? 4.5 + has('product', 'productId') * 1.5 : 0),
  surveys: (has) => has('rating') * 2.5 + has('survey') * 4,
  posts: (has) => has('text') + has('place') * 0.5,
  events: (has) => has('event') * 2 + has('status', 'opened') * 1.5 + has('conversation') * 0.5 + 0.1,
}

/** The `at` column's form, if there is one. */
export function dateOf(
  sample: Sample,
  mapping: Mapping,
  zone: string,
  field: 'at' | 'opened' = 'at',
  wished?: DateOrder,
): DateColumn | undefined {
  const column = mapping[field]
  return column === undefined ? undefined : dateColumnOf(valuesOf(sample, column), zone, wished)
}
