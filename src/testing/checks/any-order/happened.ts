/** What customers of a made-up brand did and said within a month, as programs send it: nearly every event bears on another. */

export type SentEvent = {
  readonly type: string
  readonly messageId: string
  readonly timestamp: string
} & Readonly<Record<string, unknown>>

/** Events of one person's errand, and how many hours after its beginning each happens. */
export const PER_ERRAND = 10
const ERRANDS = 2
const HOUR_MS = 3_600_000

/** The first so many events, oldest errand first. What happens by itself as time goes by lies far from the minutes in which a check runs. */
export function happened(count: number, now: Date): SentEvent[] {
  const people = Math.ceil(count / PER_ERRAND / ERRANDS)
  const hour = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS + (now.getMinutes() < 30 ? HOUR_MS / 2 : 0)
  const events = Array.from({ length: people * ERRANDS }, (_, i) =>
    errand(i % people, Math.floor(i / people), hour - HOUR_MS),
  )
  return events.flat().slice(0, count)
}

/** She orders, hears nothing, asks twice, is promised something, and says how it was. */
function errand(person: number, turn: number, latest: number): SentEvent[] {
  const begun = latest - (ERRANDS - turn) * 12 * 24 * HOUR_MS + (person % 24) * HOUR_MS
  const name = `p${person}-${turn}`
  const [userId, email, anonymousId] = [`user-${person}`, `p${person}@example.com`, `browser-${name}`]
  const conversation_id = `talk-${name}`
  const order = { order_id: `${person}-${turn}`, currency: 'USD' }
  const asks = WORDS[(person + turn) % WORDS.length] ?? ''
  const steps: [hours: number, call: Record<string, unknown>][] = [
    [0, { type: 'page', anonymousId, name: 'Returns', properties: { url: 'https://shop.example/returns' } }],
    [1, { type: 'identify', userId, anonymousId, traits: { email, firstName: `Ada ${person}`, address: { city: turn === 0 ? 'Kiel' : 'Denver' } } }],
    [2, { type: 'track', userId, event: 'Order Completed', properties: { ...order, total: 40 + person, products: [{ product_id: 'p1', name: 'Wren dress', price: 40, quantity: 1 }] } }],
    [20, { type: 'track', userId, event: 'Order Shipped', properties: order }],
    [100, { type: 'track', context: { traits: { email } }, event: 'Contact Received', properties: { conversation_id, message: 'Where is my order? It still hasn’t arrived.' } }],
    [101, { type: 'track', userId, event: 'Message Sent', properties: { conversation_id, role: 'agent', agent_name: 'Jo Park', message_body: 'You will have it within 90 days.' } }],
    [130, { type: 'track', userId, event: 'Contact Received', properties: { conversation_id, message: `Where is my order?! It still hasn’t arrived. ${asks}` } }],
    [140, { type: 'track', userId, event: 'Order Delivered', properties: order }],
    [150, { type: 'track', userId, event: 'Product Reviewed', properties: { product_id: 'p1', rating: 1 + (person % 5), review_body: asks } }],
    [160, { type: 'track', userId, event: 'Return Requested', properties: { ...order, reason: 'too small' } }],
  ] // prettier-ignore
  return steps.map(([hours, call], n) => ({
    ...(call as { type: string }),
    messageId: `${name}-${n}`,
    timestamp: new Date(begun + hours * HOUR_MS).toISOString(),
  }))
}

const WORDS = [
  'My wedding is on Saturday and I am getting nervous.',
  'I am petite and the sleeves are far too long on me.',
  'My dog Biscuit chewed the other one.',
  'It is a present for my sister who just had a baby.',
  'Honestly the best dress I have ever owned, I wear it every day.',
  'This is the third time I am writing to you.',
  'Never again. I want my money back.',
]
