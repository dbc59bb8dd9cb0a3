/** One row's cells by field: the words of a file end here. */
import type { EntryData } from '#features/timeline/contract.ts'
import { CHANNELS, type Channel } from '#features/timeline/contract.ts'
import type { IncomingIdentity, IncomingTraits } from '#features/timeline/index.ts'
import { moneyOf } from '#kit/money.ts'
import { fingerprintOf } from './distinct.ts'
import { readDate, saysNothing, type DateColumn } from './dates.ts'
import type { Field } from './fields.ts'
import type { Mapping } from './guess.ts'
import { contentId, type Occurrences } from './occurrences.ts'

/** How a file is read: decided once, before its first row. */
export type Reading = {
  /** "csv:reviews-2025" */
  readonly source: string
  readonly columns: readonly string[]
  readonly mapping: Mapping
  readonly date: DateColumn | undefined
  readonly opened: DateColumn | undefined
  readonly zone: string
  readonly currency: string
  /** The highest rating of the sample, which tells the scale. */
  readonly highestRating: number
  /** When the import began: the time of entries from a file without dates. */
  readonly startedAt: Date
}

export type Row = { readonly line: number; readonly raw: string; readonly cells: readonly string[] }

/** A row's value of a field; undefined where there is no such column or it says nothing. */
export function cellOf({ mapping }: Reading, { cells }: Row, field: Field): string | undefined {
  const column = mapping[field]
  const value = column === undefined ? undefined : cells[column]
  return value === undefined || saysNothing(value) ? undefined : value
}

export function numberOf(reading: Reading, row: Row, field: Field): number | undefined {
  const text = cellOf(reading, row, field)
  if (text === undefined) return undefined
  const plain = text.replace(/[^\d.,-]/g, '')
  const number = Number(
    /,\d{1,2}$/.test(plain) ? plain.replaceAll('.', '').replace(',', '.') : plain.replaceAll(',', ''),
  )
  return plain === '' || !Number.isFinite(number) ? undefined : number
}

/** When the row happened: its date, the import's start for a file without dates, undefined where the row lacks its own. */
export function whenOf(reading: Reading, row: Row): Date | undefined {
  if (reading.mapping.at === undefined) return reading.startedAt
  const text = cellOf(reading, row, 'at')
  const at = text === undefined || !reading.date ? undefined : readDate(text, reading.date.form, reading.zone)
  return at === undefined ? undefined : new Date(at)
}

/** Whom the row names. A file of the brand's own is believed. */
export function identitiesOf(reading: Reading, row: Row): IncomingIdentity[] {
  const identities: IncomingIdentity[] = []
  const customer = cellOf(reading, row, 'customer')
  if (customer !== undefined)
    identities.push(
      customer.length <= LONGEST_MAILBOX && /^\S+@\S+\.\S+$/.test(customer)
        ? { kind: 'email', value: customer, verified: true }
        : { kind: 'external', value: `user:${customer}`, verified: true },
    )
  const email = cellOf(reading, row, 'email')
  if (email !== undefined)
    identities.push({ kind: 'email', value: mailboxIn(email)?.[2] ?? email, verified: true })
  const phone = cellOf(reading, row, 'phone')
  if (phone !== undefined) identities.push({ kind: 'phone', value: phone, verified: true })
  const anonymous = cellOf(reading, row, 'anonymous')
  if (anonymous !== undefined) identities.push({ kind: 'anonymous', value: anonymous, verified: true })
  return identities
}

/** As mail programs write it: "Maren Oduya <maren@example.com>". */
const MAILBOX = /^\s*"?([^"<>]*?)"?\s*<\s*([^\s<>]+)\s*>\s*$/
/** Signs. What is longer is no mailbox, and would take long to look through. */
const LONGEST_MAILBOX = 400
const mailboxIn = (text: string) => (text.length <= LONGEST_MAILBOX ? MAILBOX.exec(text) : null)

/** The name that stands beside an address, where no column holds names. */
function nameBesideAddress(reading: Reading, row: Row): string | undefined {
  const email = reading.mapping.name === undefined ? cellOf(reading, row, 'email') : undefined
  return email?.includes('<') ? mailboxIn(email)?.[1] || undefined : undefined
}

/** What the row says about the person, unless the file said the same of her before. */
export function openTraits(
  reading: Reading,
): (row: Row, identities: readonly IncomingIdentity[]) => IncomingTraits | undefined {
  const { mapping } = reading
  const fields = (['name', 'city', 'region', 'country'] as const).filter(
    (field) => mapping[field] !== undefined,
  )
  // Numbers, not texts: a text cut out of a file keeps all that was read with it in memory.
  const said = new Set<number>()
  return (row, [owner]) => {
    if (!owner) return undefined
    const values = fields.map((field) => cellOf(reading, row, field))
    const name = nameBesideAddress(reading, row)
    if (name === undefined && values.every((value) => value === undefined)) return undefined
    const print = fingerprintOf(owner.value, name ?? '', ...values.map((value) => value ?? ''))
    if (said.has(print)) return undefined
    if (said.size > 200_000) said.clear()
    said.add(print)
    const traits: { -readonly [field in (typeof fields)[number]]?: string } = {}
    for (const [i, field] of fields.entries()) if (values[i] !== undefined) traits[field] = values[i]
    if (name !== undefined) traits.name = name
    return traits
  }
}

/** The row's id: its own, or one made of its content. */
export function messageIdOf(reading: Reading, row: Row, occurrences: Occurrences): string {
  const own = cellOf(reading, row, 'id')
  if (own !== undefined) return own
  const id = contentId(row.raw)
  const count = occurrences(id)
  return count === 1 ? id : `${id}#${count}`
}

/** The columns taken for nothing, as they stand. */
export function openOthers({ columns, mapping }: Reading): (row: Row) => Record<string, unknown> | undefined {
  const mapped = new Set(Object.values(mapping))
  const rest = columns.flatMap((name, i) =>
    mapped.has(i) || name === '__proto__' ? [] : [[name, i] as const],
  )
  return ({ cells }) => {
    let others: Record<string, unknown> | undefined
    for (const [name, i] of rest) {
      const value = cells[i]
      if (value === undefined || saysNothing(value)) continue
      others ??= {}
      others[name] = value
    }
    return others
  }
}

type Product = NonNullable<EntryData['products']>[number]

/** The product a row is about, if it names one. */
export function productOf(reading: Reading, row: Row, currency: string): Product | undefined {
  const id = cellOf(reading, row, 'productId')
  const sku = cellOf(reading, row, 'sku')
  const category = cellOf(reading, row, 'category')
  const name =
    cellOf(reading, row, 'product') ??
    sku ??
    (id === undefined ? undefined : [category, id].filter(Boolean).join(' '))
  if (name === undefined) return undefined
  const variant = cellOf(reading, row, 'variant')
  const price = cellOf(reading, row, 'price')
  const money = price === undefined ? undefined : moneyOf(price, currency)
  return {
    ...(id === undefined ? {} : { id }),
    ...(sku === undefined ? {} : { sku }),
    name,
    ...(variant === undefined ? {} : { variant }),
    ...(category === undefined ? {} : { category }),
    quantity: Math.abs(numberOf(reading, row, 'quantity') ?? 1),
    ...(money ? { price: money } : {}),
  }
}

export function currencyOf(reading: Reading, row: Row): string {
  const said = cellOf(reading, row, 'currency')?.trim().toUpperCase()
  return said !== undefined && /^[A-Z]{3}$/.test(said) ? said : reading.currency
}

/** The channel a cell names, in our words. */
export function channelOf(reading: Reading, row: Row): Channel | undefined {
  const said = cellOf(reading, row, 'channel')?.trim().toLowerCase()
  if (said === undefined) return undefined
  const known: readonly string[] = CHANNELS
  if (known.includes(said)) return said as Channel
  return OTHER_WORDS.find(([words]) => words.test(said))?.[1]
}

const OTHER_WORDS: readonly (readonly [RegExp, Channel])[] = [
  [/mail/, 'email'],
  [/chat|messenger|whatsapp|intercom/, 'chat'],
  [/call|voice|phone|tel/, 'phone'],
  [/sms|text/, 'sms'],
  [/form/, 'form'],
  [/twitter|facebook|instagram|social|tiktok|mastodon/, 'social'],
  [/web|site|self.?service/, 'web'],
  [/app|mobile/, 'app'],
  [/store|shop/, 'store'],
  [/post|letter/, 'post'],
]
