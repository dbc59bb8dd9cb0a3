/** Order lines gathered into orders: rows that follow each other under one number are one order; what comes back is a return. */
import type { EntryData, EntryKind } from '#features/timeline/contract.ts'
import type { IncomingEntry, IncomingIdentity } from '#features/timeline/index.ts'
import { moneyOf } from '#kit/money.ts'
import {
  cellOf,
  currencyOf,
  identitiesOf,
  numberOf,
  openOthers,
  openTraits,
  productOf,
  whenOf,
  type Reading,
  type Row,
} from './cells.ts'
import { contentId, type Occurrences } from './occurrences.ts'
import type { Translator } from './rows.ts'
import { setAside, type Unit } from './unit.ts'

/** Lines whose products are kept in one order: about 50 KB of JSON. The total is of all. */
const PRODUCTS = 350

type Gathered = {
  readonly key: string
  readonly order: string
  readonly isReturn: boolean
  readonly at: Date
  readonly identities: readonly IncomingIdentity[]
  readonly currency: string
  readonly first: Row
  readonly products: NonNullable<EntryData['products']>
  rows: number
  minor: number
  total: number | undefined
  raw: string
}

export function openOrders(reading: Reading, occurrences: Occurrences): Translator {
  const traitsOf = openTraits(reading)
  const othersOf = openOthers(reading)
  let open: Gathered | undefined

  function close(): Unit[] {
    if (!open) return []
    const one = open
    open = undefined
    const count = occurrences(one.key)
    const traits = traitsOf(one.first, one.identities)
    const entry: IncomingEntry = {
      source: reading.source,
      messageId: count === 1 ? one.key : `${one.key}#${count}`,
      // A number that comes again later in the file adds to its order.
      kind: kindOf(one, count),
      at: one.at,
      identities: one.identities,
      channel: 'shop',
      ...(traits ? { traits } : {}),
      ...textOf(reading, one.first),
      data: dataOf(reading, one, count, othersOf(one.first)),
    }
    return [{ line: one.first.line, rows: one.rows, raw: one.raw, entries: [entry] }]
  }

  return {
    row(row) {
      const order = cellOf(reading, row, 'order')?.trim().replace(/^#/, '')
      const at = whenOf(reading, row)
      if (order === undefined || !at)
        return [...close(), setAside(row.line, row.raw, order === undefined ? 'no_order' : 'date_not_known')]
      const quantity = numberOf(reading, row, 'quantity') ?? 1
      const isReturn = quantity < 0 || /^C\d/.test(order)
      const key = `${isReturn ? 'return' : 'order'}:${order.length > 200 ? contentId(order) : order}`
      const identities = identitiesOf(reading, row)
      const isSame =
        open?.key === key && (identities.length === 0 || identities[0]?.value === open.identities[0]?.value)
      const done = isSame ? [] : close()
      const currency = currencyOf(reading, row)
      open ??= {
        key,
        order,
        isReturn,
        at,
        identities,
        currency,
        first: row,
        products: [],
        rows: 0,
        minor: 0,
        total: undefined,
        raw: row.raw,
      }
      open.rows += 1
      if (open.rows > 1 && open.raw.length < 3_000) open.raw += `\n${row.raw}`
      const product = productOf(reading, row, currency)
      if (product && open.products.length < PRODUCTS) open.products.push(product)
      open.minor += Math.round((product?.price?.amountMinor ?? 0) * Math.abs(quantity))
      const total = cellOf(reading, row, 'total')
      // A total on every line is either the whole order's or the line's own: the same figure again is the order's.
      const minor = total === undefined ? undefined : moneyOf(total, currency)?.amountMinor
      if (minor !== undefined) open.total ??= Math.abs(minor)
      return done
    },
    end: close,
  }
}

function kindOf({ isReturn }: Gathered, count: number): EntryKind {
  return isReturn ? 'return' : count === 1 ? 'order' : 'order_change'
}

function textOf(reading: Reading, row: Row): { text?: string } {
  const text = cellOf(reading, row, 'text')
  return text === undefined ? {} : { text }
}

function dataOf(
  reading: Reading,
  one: Gathered,
  count: number,
  other: Record<string, unknown> | undefined,
): EntryData {
  const cell = (
    field: 'coupon' | 'giftNote' | 'reason' | 'carrier' | 'tracking' | 'promisedFor' | 'status',
  ) => cellOf(reading, one.first, field)
  const minor = one.total ?? (one.minor > 0 ? one.minor : undefined)
  const more = one.rows - PRODUCTS
  const status = one.isReturn ? 'received' : count > 1 ? 'updated' : cell('status')
  const all: { [K in keyof EntryData]: EntryData[K] | undefined } = {
    order: one.order,
    products: one.products.length > 0 ? one.products : undefined,
    total: minor === undefined ? undefined : { amountMinor: minor, currency: one.currency },
    discountCode: cell('coupon'),
    giftNote: cell('giftNote'),
    reason: cell('reason'),
    carrier: cell('carrier'),
    tracking: cell('tracking'),
    promisedFor: cell('promisedFor'),
    status,
    undated: reading.mapping.at === undefined ? true : undefined,
    other: more > 0 && one.products.length === PRODUCTS ? { ...other, furtherLines: more } : other,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}
