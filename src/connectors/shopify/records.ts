/**
 * Shopify's REST bodies as entries: orders, customers, fulfilments and checkouts, with or without their outer name. Pure;
 * Shopify's words end here. What a body may hold: WIRE.md §2, fixtures of Shopify's own client.
 */
import type { EntryData } from '#features/timeline/contract.ts'
import type { IncomingEntry, IncomingIdentity, IncomingTraits } from '#features/timeline/index.ts'
import { moneyOf } from '#kit/money.ts'

type Json = Readonly<Record<string, unknown>>

export type ShopifyContext = { readonly source: string; readonly currency: string; readonly startedAt: Date }
export type Problem = { readonly reason: string; readonly message: string }

type RecordKind = 'order' | 'customer' | 'fulfillment' | 'checkout'

/** Whether an object is one of Shopify's records; `key` is the name it stood under. */
export function recogniseRecord(record: Json, key: string | undefined): boolean {
  return kindOf(record, key) !== undefined || (key !== undefined && OTHER_BODIES.has(key) && 'id' in record)
}

/** The record's entries. A fulfilment that names nobody is refused: its order's webhook carries the same with her name. */
export function translateRecord(
  record: Json,
  key: string | undefined,
  context: ShopifyContext,
): readonly IncomingEntry[] | Problem {
  const kind = kindOf(record, key)
  if (kind === undefined)
    return {
      reason: 'kind_not_known',
      message: 'Only orders, customers, fulfilments and checkouts of Shopify become entries',
    }
  return TRANSLATE[kind](record, context)
}

const OTHER_BODIES = new Set([
  'product',
  'products',
  'shop',
  'variant',
  'variants',
  'users',
  'events',
  'gift_card',
  'price_rule',
  'draft_order',
  'transaction',
  'tender_transactions',
  'marketing_event',
  'discount_code',
  'order_risk',
  'refund',
])
const BY_KEY: Readonly<Record<string, RecordKind>> = {
  order: 'order',
  orders: 'order',
  customer: 'customer',
  customers: 'customer',
  fulfillment: 'fulfillment',
  fulfillments: 'fulfillment',
  checkout: 'checkout',
  checkouts: 'checkout',
}

function kindOf(record: Json, key: string | undefined): RecordKind | undefined {
  const named = key === undefined ? undefined : BY_KEY[key]
  if ('abandoned_checkout_url' in record) return 'checkout'
  if (Array.isArray(record['line_items']) && 'order_number' in record && 'total_price' in record)
    return 'order'
  if ('tracking_number' in record && 'order_id' in record && 'status' in record) return 'fulfillment'
  if ('orders_count' in record && 'total_spent' in record) return 'customer'
  return named !== undefined && 'id' in record ? named : undefined
}

const TRANSLATE: Record<
  RecordKind,
  (record: Json, context: ShopifyContext) => readonly IncomingEntry[] | Problem
> = {
  order(record, context) {
    const id = textAt(record, 'id')
    const at = timeAt(record, 'processed_at', 'created_at')
    if (id === undefined || at === undefined)
      return { reason: 'date_not_known', message: 'The order has no id or no time' }
    const { identities, traits } = personOf(record)
    const base = { source: context.source, identities, channel: 'shop' as const }
    const order = numberOf(record)
    const note = textAt(record, 'note')
    const entries: IncomingEntry[] = [
      {
        ...base,
        messageId: `order:${id}`,
        kind: 'order',
        at,
        ...(note === undefined ? {} : { text: note }),
        ...(traits ? { traits } : {}),
        data: goodsOf(record, context.currency, order),
      },
    ]
    const cancelledAt = timeAt(record, 'cancelled_at')
    if (cancelledAt)
      entries.push({
        ...base,
        messageId: `order:${id}:cancelled`,
        kind: 'order_change',
        at: cancelledAt,
        data: some({ order, status: 'cancelled', reason: textAt(record, 'cancel_reason') }),
      })
    for (const one of listAt(record, 'fulfillments')) {
      const entry = fulfilmentOf(one, base, order, at)
      if (entry) entries.push(entry)
    }
    for (const one of listAt(record, 'refunds'))
      entries.push(...refundOf(one, base, order, at, context.currency))
    return entries
  },
  customer(record, { source, startedAt }) {
    const { identities, traits } = personOf({ customer: record })
    const at = timeAt(record, 'updated_at', 'created_at') ?? startedAt
    const note = textAt(record, 'note')
    const id = textAt(record, 'id') ?? identities[0]?.value ?? ''
    return [
      {
        source,
        // The same state of a customer is the same message; a later one is another.
        messageId: `customer:${id}:${at.toISOString()}`,
        kind: 'traits',
        at,
        identities,
        ...(traits ? { traits } : {}),
        data: some({
          other: someOther({ note, tags: textAt(record, 'tags'), ordersCount: record['orders_count'] }),
        }),
      },
    ]
  },
  fulfillment(record, { source }) {
    const { identities } = personOf(record)
    if (identities.length === 0)
      return {
        reason: 'no_identity',
        message: 'The fulfilment names an order and nobody; send the order, which names both',
      }
    const at = timeAt(record, 'created_at')
    const entry = at && fulfilmentOf(record, { source, identities, channel: 'shop' }, undefined, at)
    return entry ? [entry] : { reason: 'date_not_known', message: 'The fulfilment has no time' }
  },
  checkout(record, context) {
    const at = timeAt(record, 'created_at')
    const token = textAt(record, 'token', 'id')
    if (!at || token === undefined)
      return { reason: 'date_not_known', message: 'The checkout has no token or no time' }
    const { identities, traits } = personOf(record)
    return [
      {
        source: context.source,
        messageId: `checkout:${token}`,
        kind: 'activity',
        at,
        identities,
        channel: 'shop',
        title: 'Checkout Started',
        ...(traits ? { traits } : {}),
        data: {
          ...goodsOf(record, context.currency, undefined),
          status: textAt(record, 'completed_at') ? 'completed' : 'open',
        },
      },
    ]
  },
}

type Base = Pick<IncomingEntry, 'source' | 'identities'> & { readonly channel: 'shop' }

/** What became of a parcel: Shopify's own status of the shipment, or that it left. */
function fulfilmentOf(
  record: Json,
  base: Base,
  order: string | undefined,
  orderedAt: Date,
): IncomingEntry | undefined {
  const id = textAt(record, 'id')
  if (id === undefined) return undefined
  const shipment = textAt(record, 'shipment_status')
  const status = shipment === undefined ? undefined : SHIPMENTS[shipment]
  const failed = ['failure', 'error', 'cancelled'].includes(textAt(record, 'status') ?? '')
  return {
    ...base,
    messageId: `fulfilment:${id}:${shipment ?? textAt(record, 'status') ?? ''}`,
    kind: status === undefined ? 'fulfilment' : 'delivery',
    channel: status === undefined ? 'shop' : 'carrier',
    at: timeAt(record, 'updated_at', 'created_at') ?? orderedAt,
    data: some({
      order:
        order ??
        textAt(record, 'order_name', 'name')
          ?.replace(/^#/, '')
          .replace(/\.\d+$/, ''),
      status:
        status ?? (failed ? 'failed' : textAt(record, 'status') === 'pending' ? 'label_created' : 'shipped'),
      carrier: textAt(record, 'tracking_company'),
      tracking: textAt(record, 'tracking_number'),
      url: textAt(record, 'tracking_url'),
      promisedFor: textAt(record, 'estimated_delivery_at'),
    }),
  }
}

const SHIPMENTS: Readonly<Record<string, string>> = {
  in_transit: 'in_transit',
  out_for_delivery: 'out_for_delivery',
  attempted_delivery: 'failed',
  delivered: 'delivered',
  failure: 'failed',
  delayed: 'delayed',
}

/** Goods that came back and money that went back are two entries. */
function refundOf(
  record: Json,
  base: Base,
  order: string | undefined,
  orderedAt: Date,
  currency: string,
): IncomingEntry[] {
  const id = textAt(record, 'id')
  if (id === undefined) return []
  const at = timeAt(record, 'processed_at', 'created_at') ?? orderedAt
  const reason = textAt(record, 'note')
  const lines = listAt(record, 'refund_line_items')
  const amounts = listAt(record, 'transactions').map((one) =>
    moneyOf(textAt(one, 'amount') ?? '', textAt(one, 'currency') ?? currency),
  )
  const [first] = amounts
  const total = first && {
    amountMinor: amounts.reduce((sum, one) => sum + (one?.amountMinor ?? 0), 0),
    currency: first.currency,
  }
  const products = lines.flatMap((one) =>
    productsOf([objectAt(one, 'line_item')], currency).map((product) => ({
      ...product,
      quantity: Number(textAt(one, 'quantity') ?? 1),
    })),
  )
  const back: IncomingEntry[] = []
  if (lines.length > 0)
    back.push({
      ...base,
      messageId: `return:${id}`,
      kind: 'return',
      at,
      data: some({ order, status: 'received', reason, products }),
    })
  if (total)
    back.push({
      ...base,
      messageId: `refund:${id}`,
      kind: 'refund',
      at,
      data: some({ order, reason, total }),
    })
  return back
}

function goodsOf(record: Json, workspaceCurrency: string, order: string | undefined): EntryData {
  const currency = textAt(record, 'currency', 'presentment_currency')?.toUpperCase() ?? workspaceCurrency
  const attributes = listAt(record, 'note_attributes').map(
    (one) => [textAt(one, 'name') ?? '', textAt(one, 'value') ?? ''] as const,
  )
  const giftNote = attributes.find(
    ([name]) => /gift|geschenk|cadeau|regalo/i.test(name) && !/^is|wrap/i.test(name),
  )?.[1]
  const total = textAt(record, 'total_price')
  const [discount] = listAt(record, 'discount_codes')
  return some({
    order,
    products: productsOf(listAt(record, 'line_items'), currency),
    total: total === undefined ? undefined : moneyOf(total, currency),
    discountCode: discount && textAt(discount, 'code'),
    giftNote: giftNote || undefined,
    isGift: giftNote ? true : undefined,
    status: textAt(record, 'financial_status'),
    other: someOther({
      attributes:
        attributes.length > 0
          ? Object.fromEntries(attributes.filter(([name]) => name !== '__proto__'))
          : undefined,
      tags: textAt(record, 'tags'),
    }),
  })
}

function productsOf(lines: readonly Json[], currency: string): NonNullable<EntryData['products']> {
  return lines.slice(0, 200).map((line) => {
    const price = textAt(line, 'price')
    return some({
      id: textAt(line, 'product_id'),
      sku: textAt(line, 'sku'),
      name: textAt(line, 'title', 'name') ?? 'a product',
      variant: textAt(line, 'variant_title'),
      quantity: Number(textAt(line, 'quantity') ?? 1) || 1,
      price: price === undefined ? undefined : moneyOf(price, currency),
    })
  })
}

/** Whom a record is about: Shopify's customer id, her address and number as the shop knows them. */
function personOf(record: Json): { identities: IncomingIdentity[]; traits: IncomingTraits | undefined } {
  const customer = objectAt(record, 'customer')
  const address = [
    objectAt(customer, 'default_address'),
    objectAt(record, 'shipping_address'),
    objectAt(record, 'billing_address'),
    objectAt(record, 'destination'),
  ]
  const id = textAt(customer, 'id')
  const email = textAt(customer, 'email') ?? textAt(record, 'email', 'contact_email')
  const phone = textAt(customer, 'phone') ?? textAt(record, 'phone')
  const identities: IncomingIdentity[] = []
  if (id !== undefined) identities.push({ kind: 'external', value: `shopify:${id}`, verified: true })
  if (email !== undefined) identities.push({ kind: 'email', value: email, verified: true })
  if (phone !== undefined) identities.push({ kind: 'phone', value: phone, verified: true })
  const at = (name: string) => address.map((one) => textAt(one, name)).find((value) => value !== undefined)
  const name = [
    textAt(customer, 'first_name') ?? at('first_name'),
    textAt(customer, 'last_name') ?? at('last_name'),
  ]
    .filter(Boolean)
    .join(' ')
  const traits = some<IncomingTraits>({
    name: name || undefined,
    city: at('city'),
    region: at('province'),
    country: at('country_code') ?? at('country'),
    since: timeAt(customer, 'created_at')?.toISOString(),
  })
  return { identities, traits: Object.keys(traits).length > 0 ? traits : undefined }
}

const numberOf = (record: Json) =>
  (textAt(record, 'name') ?? textAt(record, 'order_number'))?.replace(/^#/, '')

function textAt(record: Json, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = record[name]
    if (typeof value === 'string' && value.trim() !== '') return value
    if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  }
  return undefined
}

function timeAt(record: Json, ...names: readonly string[]): Date | undefined {
  const text = textAt(record, ...names)
  const at = text === undefined || !/^\d{4}-\d\d-\d\dT/.test(text) ? Number.NaN : Date.parse(text)
  return Number.isNaN(at) ? undefined : new Date(at)
}

function objectAt(record: Json, name: string): Json {
  const value = record[name]
  return isObject(value) ? value : {}
}

function listAt(record: Json, name: string): Json[] {
  const value = record[name]
  return Array.isArray(value) ? value.filter(isObject) : []
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object without what is undefined. */
function some<T extends object>(all: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as T
}

function someOther(all: Record<string, unknown>): Record<string, unknown> | undefined {
  const kept = some(all)
  return Object.keys(kept).length > 0 ? kept : undefined
}
