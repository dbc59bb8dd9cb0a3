/** Sends batches of 100 different events to one server for some seconds, in a process of its own, and prints what was acknowledged. */
import autocannon from 'autocannon'

const [url = '', key = '', seconds = '5', seed = '1'] = process.argv.slice(2)
const BATCH = 100
const PRODUCT = {
  product_id: '507f1f77',
  sku: 'W-32',
  name: 'Wren dress',
  variant: 'pine',
  category: 'Dresses',
  price: 148,
  quantity: 1,
  currency: 'USD',
}
let made = 0

const result = await autocannon({
  url: `${url}/v1/batch`,
  method: 'POST',
  connections: 8,
  duration: Number(seconds),
  headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${key}:`)}` },
  requests: [{ setupRequest: (request) => ({ ...request, body: batch() }) }],
})
console.log(
  JSON.stringify({
    events: result['2xx'] * BATCH,
    seconds: result.duration,
    failed: result.non2xx + result.errors,
  }),
)

/** Four page views, three looks at a product, two orders and one message in ten, of 20,000 customers. */
function batch(): string {
  const timestamp = new Date().toISOString()
  const items = Array.from({ length: BATCH }, () => {
    const number = ++made
    const base = { messageId: `${seed}-${number}`, userId: `user-${(number * 7919) % 20_000}`, timestamp }
    const share = number % 10
    if (share < 4)
      return {
        ...base,
        type: 'page',
        name: 'Returns',
        properties: { url: 'https://shop.example/returns', referrer: 'https://shop.example/' },
      }
    if (share < 7) return { ...base, type: 'track', event: 'Product Viewed', properties: PRODUCT }
    if (share < 9)
      return {
        ...base,
        type: 'track',
        event: 'Order Completed',
        properties: { order_id: `${seed}${number}`, total: 148, currency: 'USD', products: [PRODUCT] },
      }
    return {
      ...base,
      type: 'track',
      event: 'Contact Received',
      properties: {
        channel: 'email',
        subject: 'My order',
        message:
          'Hello, my parcel still has not arrived and the tracking has not moved since Tuesday. Could you have a look, please?',
      },
    }
  })
  return JSON.stringify({ batch: items, sentAt: timestamp })
}
