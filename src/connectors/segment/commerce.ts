/** Orders, products and amounts out of the properties of an e-commerce event (Segment's e-commerce specification, v2). */
import type { EntryData } from '#features/timeline/contract.ts'
import { moneyOf, type Money } from '#kit/money.ts'
import { compact, isJson, numberAt, textAt, type Json } from './json.ts'

type Product = NonNullable<EntryData['products']>[number]

/** The goods part of an entry: which order, which products, how much, for whom. */
export function goodsOf(
  properties: Json,
  workspaceCurrency: string,
): Partial<{ [K in keyof EntryData]: EntryData[K] | undefined }> {
  const currency = currencyOf(properties) ?? workspaceCurrency
  const listed = properties['products']
  const products = Array.isArray(listed)
    ? listed.flatMap((one) => (isJson(one) ? (productOf(one, currency) ?? []) : [])).slice(0, 200)
    : [productOf(properties, currency)].filter((one) => one !== undefined)
  const amount = textAt(properties, 'total', 'revenue', 'refund_amount', 'amount')
  const isGift = properties['is_gift'] ?? properties['gift']
  return {
    order: textAt(properties, 'order_id', 'orderId', 'order_number', 'orderNumber')?.replace(/^#/, ''),
    products: products.length > 0 ? products : undefined,
    total: amount === undefined ? undefined : moneyOf(amount, currency),
    discountCode: textAt(properties, 'coupon', 'coupon_id'),
    giftNote: textAt(properties, 'gift_note', 'gift_message', 'giftMessage'),
    isGift: isGift === true || isGift === 'true' ? true : undefined,
  }
}

/** A product, or undefined where neither a product's id nor its number is named. */
function productOf(json: Json, currency: string): Product | undefined {
  const id =
    textAt(json, 'product_id', 'productId') ?? (json['sku'] === undefined ? undefined : textAt(json, 'id'))
  const sku = textAt(json, 'sku')
  if (id === undefined && sku === undefined) return undefined
  const price = textAt(json, 'price')
  return compact<Product>({
    id,
    sku,
    name: textAt(json, 'name') ?? sku ?? id ?? '',
    variant: textAt(json, 'variant'),
    category: textAt(json, 'category'),
    quantity: numberAt(json, 'quantity') ?? 1,
    price: price === undefined ? undefined : moneyOf(price, currency),
  })
}

function currencyOf(properties: Json): Money['currency'] | undefined {
  const said = textAt(properties, 'currency')?.toUpperCase()
  return said !== undefined && /^[A-Z]{3}$/.test(said) ? said : undefined
}
