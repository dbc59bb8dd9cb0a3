import { describe, expect, it } from 'vitest'
import { instantOf, isProblem, NO_CONTEXT, openItem, type Sender } from './envelope.ts'
import type { Json } from './json.ts'
import { translate } from './translate.ts'

const receivedAt = new Date('2026-03-01T12:00:00Z')
const server: Sender = { source: 'segment:web', trust: 'server', currency: 'EUR' }

function entryOf(
  item: Json,
  { sender = server, sentAt = undefined as number | undefined, context = NO_CONTEXT } = {},
) {
  const envelope = openItem(item, { context, sentAt, receivedAt }, item['type'], () => 'made-here')
  return isProblem(envelope) ? envelope : translate(envelope, sender)
}
const track = (event: string, properties: Json = {}, more: Json = {}) =>
  entryOf({ type: 'track', userId: 'u1', messageId: 'm1', event, properties, ...more })

describe('a call becomes an entry', () => {
  it('an order keeps its number, products, amount, code and gift note', () => {
    expect(
      track('Order Completed', {
        order_id: '#10482',
        total: 148.5,
        currency: 'usd',
        coupon: 'SPRING',
        gift_note: 'For Ada, with love',
        is_gift: true,
        note: 'Please ring twice',
        affiliation: 'Shop',
        products: [
          { product_id: 'p1', sku: 'W-1', name: 'Wren dress', price: '148.50', quantity: 1, variant: 'pine' },
        ],
      }),
    ).toMatchObject({
      kind: 'order',
      channel: 'shop',
      messageId: 'm1',
      text: 'Please ring twice',
      identities: [{ kind: 'external', value: 'user:u1', verified: true }],
      data: {
        order: '10482',
        total: { amountMinor: 14850, currency: 'USD' },
        discountCode: 'SPRING',
        giftNote: 'For Ada, with love',
        isGift: true,
        products: [
          {
            id: 'p1',
            sku: 'W-1',
            name: 'Wren dress',
            variant: 'pine',
            quantity: 1,
            price: { amountMinor: 14850, currency: 'USD' },
          },
        ],
        other: { affiliation: 'Shop' },
      },
    })
  })

  it.each([
    ['Newsletter Subscribed', 'subscription', 'subscribed'],
    ['Unsubscribed', 'subscription', 'unsubscribed'],
    ['Email Marked as Spam', 'subscription', 'unsubscribed'],
    ['Promotion Viewed', 'promotion', undefined],
    ['Viewed Promotion', 'promotion', undefined],
    ['Business Profile Viewed', 'profile_view', undefined],
    ['Reviews Read', 'reviews_read', undefined],
    ['Comment Posted', 'post', undefined],
    ['Post Published', 'post', undefined],
    ['Form Submitted', 'form', undefined],
    ['Contact Received', 'message_in', undefined],
    ['Order Refunded', 'refund', undefined],
    ['Refund Requested', 'refund', 'requested'],
    ['Updated Order', 'order_change', 'updated'],
    ['Order Cancelled', 'order_change', 'cancelled'],
    ['order_completed', 'order', undefined],
    ['Order Shipped', 'fulfilment', 'shipped'],
    ['Order Delivered', 'delivery', 'delivered'],
    ['Return Requested', 'return', 'requested'],
    ['Product Reviewed', 'review', undefined],
    ['Something Of Their Own', 'activity', undefined],
  ])('%s is %s %s', (event, kind, status) => {
    const entry = track(event)
    expect(entry).toMatchObject({ kind })
    expect('data' in entry ? entry.data?.status : undefined).toBe(status)
  })

  it("keeps people's words as text, exactly", () => {
    const words = '  I love this —\nreally! '
    expect(track('Product Reviewed', { review_body: words, rating: '5', product_id: 'p' })).toMatchObject({
      text: words,
      data: { rating: 5, ratingFrom: 1, ratingTo: 5, products: [{ id: 'p' }] },
    })
    expect(track('Comment Posted', { comment: words, platform: 'Facebook' })).toMatchObject({
      text: words,
      data: { place: 'Facebook' },
    })
    expect(track('Form Submitted', { message: words, form: 'Contact' })).toMatchObject({
      text: words,
      channel: 'form',
      data: { form: 'Contact' },
    })
  })

  it('knows who speaks in a chat, and that a chat without words is no message', () => {
    const said = { conversation_id: 'c1', message_body: 'Yeah, okay, Milton', agent_name: 'Peter' }
    expect(track('Live Chat Message Received', said)).toMatchObject({
      kind: 'message_out',
      conversation: 'c1',
      author: { kind: 'agent', name: 'Peter' },
    })
    expect(track('Message Sent', { ...said, role: 'customer' })).toMatchObject({ kind: 'message_in' })
    expect(track('Message Sent', { conversation_id: 'c1', role: 'agent', type: 'image' })).toMatchObject({
      kind: 'activity',
    })
  })

  it('a page carries its title and what the visitor holds in her hand', () => {
    const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Mobile/15E148'
    expect(
      entryOf({
        type: 'page',
        anonymousId: 'a1',
        name: 'Returns',
        properties: { url: 'https://shop.example/returns', depth: 3 },
        context: { userAgent: iphone },
      }),
    ).toMatchObject({
      kind: 'page',
      channel: 'web',
      title: 'Returns',
      data: { device: 'mobile', url: 'https://shop.example/returns', other: { depth: 3 } },
      identities: [{ kind: 'anonymous', value: 'a1', verified: true }],
    })
    expect(
      entryOf({ type: 'screen', userId: 'u', name: 'Home', context: { device: { type: 'ios' } } }),
    ).toMatchObject({
      kind: 'page',
      channel: 'app',
      data: { device: 'mobile' },
    })
  })

  it('identify says who she is', () => {
    expect(
      entryOf({
        type: 'identify',
        userId: '97980',
        traits: {
          firstName: 'Maren',
          lastName: 'Holt',
          email: 'maren@example.com',
          phone: '+4915112345678',
          address: { city: 'Kiel', country: 'DE' },
          createdAt: '2021-04-01T08:00:00Z',
          plan: 'premium',
        },
        context: { timezone: 'Europe/Berlin', locale: 'de-DE' },
      }),
    ).toMatchObject({
      kind: 'traits',
      identities: [
        { kind: 'external', value: 'user:97980', verified: true },
        { kind: 'email', value: 'maren@example.com', verified: true },
        { kind: 'phone', value: '+4915112345678', verified: true },
      ],
      traits: {
        name: 'Maren Holt',
        city: 'Kiel',
        country: 'DE',
        zone: 'Europe/Berlin',
        language: 'de-DE',
        since: '2021-04-01T08:00:00.000Z',
      },
      data: { other: { plan: 'premium' } },
    })
  })

  it('alias joins an address or a browser to a person', () => {
    expect(entryOf({ type: 'alias', userId: 'u9', previousId: 'jen@example.com' })).toMatchObject({
      identities: [
        { kind: 'external', value: 'user:u9' },
        { kind: 'email', value: 'jen@example.com', verified: true },
      ],
    })
    const browser = '0b2b4cc8-8f4e-4b6e-8a9b-9d5a8d5b0001'
    expect(entryOf({ type: 'alias', userId: 'u9', previousId: browser })).toMatchObject({
      identities: [
        { kind: 'external', value: 'user:u9' },
        { kind: 'anonymous', value: browser, verified: true },
      ],
    })
  })

  it.each([
    [{ type: 'track', userId: 'u' }, 'no_event'],
    [{ type: 'track', userId: 'u', event: { name: 'x' } }, 'no_event'],
    [{ type: 'purchase', userId: 'u' }, 'type_not_known'],
    [{ type: 'toString', userId: 'u' }, 'type_not_known'],
    [{ userId: 'u' }, 'type_not_known'],
    [{ type: 'alias', userId: 'u' }, 'no_previous_id'],
    [{ type: 'group', userId: 'u' }, 'no_group_id'],
    [{ type: 'page', userId: 'u', timestamp: 'yesterday' }, 'date_not_known'],
    [{ type: 'page', userId: 'u', timestamp: 1e300 }, 'date_not_known'],
  ])('%j is refused as %s', (item, code) => {
    expect(entryOf(item)).toMatchObject({ code })
  })
})

describe('whose word it is (R15)', () => {
  const browser: Sender = { ...server, trust: 'browser' }
  const said = { type: 'identify', userId: 'u1', traits: { email: 'maren@example.com' } }

  it("under a browser's key the anonymous id decides, and the rest is a claim", () => {
    expect(entryOf({ ...said, anonymousId: 'a1' }, { sender: browser })).toMatchObject({
      identities: [{ kind: 'anonymous', value: 'a1', verified: false }],
      data: { claimed: { userId: 'u1', email: 'maren@example.com' } },
    })
  })

  it('a browser that names only a user id does not get into her timeline', () => {
    expect(entryOf(said, { sender: browser })).toMatchObject({
      identities: [{ kind: 'anonymous', value: 'claimed:userId:u1', verified: false }],
    })
  })

  it('an address typed into a form tells whose entry it is and joins nobody', () => {
    expect(
      entryOf({
        type: 'track',
        event: 'Form Submitted',
        anonymousId: 'a1',
        properties: { email: 'x@example.com' },
      }),
    ).toMatchObject({
      identities: [
        { kind: 'anonymous', value: 'a1', verified: true },
        { kind: 'email', value: 'x@example.com', verified: false },
      ],
    })
  })
})

describe('when it happened', () => {
  const at = (item: Json, sentAt?: unknown) => {
    const entry = entryOf({ type: 'page', userId: 'u', ...item }, { sentAt: instantOf(sentAt) })
    return 'at' in entry ? entry.at.toISOString() : entry.code
  }

  it('a clock that runs an hour ahead is put right by sentAt', () => {
    expect(at({ timestamp: '2026-03-01T12:59:00Z', sentAt: '2026-03-01T13:00:00Z' })).toBe(
      '2026-03-01T11:59:00.000Z',
    )
    expect(at({ timestamp: '2026-03-01T12:59:00Z' }, '2026-03-01T13:00:00Z')).toBe('2026-03-01T11:59:00.000Z')
  })

  it('without sentAt the timestamp stands, without a timestamp the time of receipt', () => {
    expect(at({ timestamp: '2021-05-05T05:05:05.005Z' })).toBe('2021-05-05T05:05:05.005Z')
    expect(at({ timestamp: '2021-05-05' })).toBe('2021-05-05T00:00:00.000Z')
    expect(at({ timestamp: '2021-05-05T05:05:05' })).toBe('2021-05-05T05:05:05.000Z')
    expect(at({ timestamp: 1_620_190_000 })).toBe('2021-05-05T04:46:40.000Z')
    expect(at({})).toBe(receivedAt.toISOString())
  })

  it('a batch says its context once, and an item may say otherwise', () => {
    const context = { locale: 'de-DE', page: { title: 'Shop' } }
    expect(entryOf({ type: 'page', userId: 'u' }, { context })).toMatchObject({ title: 'Shop' })
    expect(
      entryOf({ type: 'page', userId: 'u', context: { page: { title: 'Cart' } } }, { context }),
    ).toMatchObject({ title: 'Cart' })
  })
})
