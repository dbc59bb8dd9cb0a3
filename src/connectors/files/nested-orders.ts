/** Orders as nested objects, `{order_id, user_id, items: […], payment_history, fulfillments, status}`, as exports of small shops write them. */
import type { EntryData } from '#features/timeline/contract.ts'
import type { IncomingEntry, IncomingIdentity } from '#features/timeline/index.ts'
import { moneyOf } from '#kit/money.ts'
import type { ForeignContext, ForeignRecords } from './foreign.ts'
import type { Json } from './json.ts'

export const nestedOrders: ForeignRecords = {
  name: 'orders with their items',
  recognises: (record) => textAt(record, ...NUMBERS) !== undefined && itemsOf(record).length > 0,
  translate,
}

const NUMBERS = ['order_id', 'orderId', 'order_number', 'order']
const TIMES = ['created_at', 'createdAt', 'ordered_at', 'date', 'timestamp']

function translate(
  record: Json,
  _key: string | undefined,
  context: ForeignContext,
): readonly IncomingEntry[] {
  const order = (textAt(record, ...NUMBERS) ?? '').replace(/^#/, '')
  const said = textAt(record, ...TIMES)
  const at = said === undefined ? Number.NaN : Date.parse(said)
  const undated = Number.isNaN(at) ? { undated: true } : {}
  const currency = textAt(record, 'currency')?.toUpperCase() ?? context.currency
  const base = {
    source: context.source,
    identities: identitiesOf(record),
    channel: 'shop' as const,
    at: Number.isNaN(at) ? context.startedAt : new Date(at),
  }
  const status = textAt(record, 'status') ?? ''
  const { paid, refunded } = paymentsOf(record, currency)
  const [shipment] = listAt(record, 'fulfillments')
  const tracking = shipment && trackingOf(shipment)
  const traits = traitsOf(record)
  const one = (kind: IncomingEntry['kind'], id: string, data: EntryData): IncomingEntry => ({
    ...base,
    kind,
    messageId: `${kind}:${order}${id}`,
    data: { order, ...data, ...undated },
  })
  const entries: IncomingEntry[] = [
    {
      ...one('order', '', {
        products: itemsOf(record)
          .slice(0, 200)
          .map((item) => productOf(item, currency)),
        ...(paid ? { total: paid } : {}),
        ...(status === '' ? {} : { status }),
      }),
      ...(traits ? { traits } : {}),
    },
  ]
  if (/cancel/.test(status)) entries.push(one('order_change', ':cancelled', { status: 'cancelled' }))
  if (tracking !== undefined) entries.push(one('fulfilment', `:${tracking}`, { status: 'shipped', tracking }))
  if (/deliver/.test(status))
    entries.push(
      one('delivery', ':delivered', { status: 'delivered', ...(tracking === undefined ? {} : { tracking }) }),
    )
  if (/return|exchange/.test(status)) entries.push(one('return', ':requested', { status: 'requested' }))
  if (refunded) entries.push(one('refund', ':refund', { total: refunded }))
  return entries
}

function identitiesOf(record: Json): IncomingIdentity[] {
  const customer = textAt(record, 'user_id', 'customer_id', 'userId', 'customerId')
  const email = textAt(record, 'email')
  return [
    ...(customer === undefined
      ? []
      : [{ kind: 'external' as const, value: `user:${customer}`, verified: true }]),
    ...(email === undefined ? [] : [{ kind: 'email' as const, value: email, verified: true }]),
  ]
}

function traitsOf(record: Json): IncomingEntry['traits'] {
  const { address } = record
  if (typeof address !== 'object' || address === null) return undefined
  const fields = (['city', 'state', 'country'] as const).map((name) => textAt(address as Json, name))
  const [city, region, country] = fields
  return { ...(city ? { city } : {}), ...(region ? { region } : {}), ...(country ? { country } : {}) }
}

function itemsOf(record: Json): Json[] {
  return (
    ['items', 'line_items', 'products', 'lines']
      .map((name) => listAt(record, name))
      .find((list) => list.length > 0) ?? []
  )
}

function productOf(item: Json, currency: string): NonNullable<EntryData['products']>[number] {
  const price = textAt(item, 'price', 'unit_price')
  const money = price === undefined ? undefined : moneyOf(price, currency)
  const id = textAt(item, 'product_id', 'id')
  const sku = textAt(item, 'item_id', 'sku')
  const options = item['options']
  const variant =
    typeof options === 'object' && options !== null
      ? Object.values(options)
          .filter((one) => typeof one === 'string')
          .join(', ')
      : textAt(item, 'variant')
  return {
    name: textAt(item, 'name', 'title', 'product') ?? id ?? 'a product',
    ...(id === undefined ? {} : { id }),
    ...(sku === undefined ? {} : { sku }),
    ...(variant ? { variant: variant.slice(0, 200) } : {}),
    quantity: Number(textAt(item, 'quantity', 'qty') ?? 1) || 1,
    ...(money ? { price: money } : {}),
  }
}

/** What was paid and what went back, each a sum over the payments. */
function paymentsOf(record: Json, currency: string) {
  const payments = listAt(record, 'payment_history')
  const sumOf = (type: string) => {
    const amounts = payments.flatMap((one) =>
      textAt(one, 'transaction_type') === type ? (moneyOf(textAt(one, 'amount') ?? '', currency) ?? []) : [],
    )
    return amounts.length === 0
      ? undefined
      : { amountMinor: amounts.reduce((sum, one) => sum + one.amountMinor, 0), currency }
  }
  const total = textAt(record, 'total', 'total_price')
  return {
    paid: total === undefined ? sumOf('payment') : moneyOf(total, currency),
    refunded: sumOf('refund'),
  }
}

function trackingOf(shipment: Json): string | undefined {
  const said = shipment['tracking_id'] ?? shipment['tracking_number']
  const first: unknown = Array.isArray(said) ? said[0] : said
  return typeof first === 'string' && first !== '' ? first : undefined
}

function textAt(record: Json, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = record[name]
    if (typeof value === 'string' && value.trim() !== '') return value
    if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  }
  return undefined
}

function listAt(record: Json, name: string): Json[] {
  const value = record[name]
  return Array.isArray(value)
    ? value.filter((one): one is Json => typeof one === 'object' && one !== null && !Array.isArray(one))
    : []
}
