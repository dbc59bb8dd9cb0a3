/** What customers of a made-up wool shop write, as the tracking interface takes it; ages count back from now. */

const HOUR_MS = 3_600_000

export type Letter = {
  readonly who: string
  readonly name: string
  readonly hoursAgo: number
  readonly channel: string
  readonly text: string
  readonly conversation?: string
}

/** An event with a person's words. `hoursAgo` may be a part of an hour. */
export function letter({ who, name, hoursAgo, channel, text, conversation }: Letter): object {
  return {
    type: 'track',
    event: 'Contact Received',
    userId: who,
    messageId: `${who} ${text}`,
    timestamp: new Date(Date.now() - hoursAgo * HOUR_MS).toISOString(),
    context: { traits: { name, email: `${who}@mail.example` } },
    properties: { message: text, channel, ...(conversation ? { conversation_id: conversation } : {}) },
  }
}

/** An order, for the customer pane to count. */
export function order(
  who: string,
  number: string,
  daysAgo: number,
  revenue: number,
  product: string,
): object {
  return {
    type: 'track',
    event: 'Order Completed',
    userId: who,
    messageId: `order ${number}`,
    timestamp: new Date(Date.now() - daysAgo * 24 * HOUR_MS).toISOString(),
    properties: {
      order_id: number,
      revenue,
      total: revenue,
      currency: 'USD',
      products: [{ product_id: `p-${number}`, name: product, price: revenue, quantity: 1 }],
    },
  }
}

/** Maren waits for a dress for a wedding; what she wrote is what screen 01 of the design shows. */
export const MAREN: Letter = {
  who: 'maren',
  name: 'Maren Oduya',
  hoursAgo: 1,
  channel: 'email',
  conversation: 'c-maren',
  text: 'Hi, me again! I ordered the Wren dress in pine on the 12th and it still hasn’t arrived. The link just says “label created”. I’d be so sad not to have it for my sister’s wedding on the 29th, I’m doing a reading and it’s the only thing I feel like myself in. Can you see where it is?',
}
const THEO: Letter = {
  who: 'theo',
  name: 'Theo Castellanos',
  hoursAgo: 1.5,
  channel: 'chat',
  text: 'As I told the last two people, the seam has come undone on the left side. I do not want to explain it a third time.',
}
const BEATRIZ: Letter = {
  who: 'beatriz',
  name: 'Beatriz Lindqvist',
  hoursAgo: 0.5,
  channel: 'chat',
  text: "I’m 5'1 and worried the Wren will swallow me. Does it come shorter?",
}
const KOFI: Letter = {
  who: 'kofi',
  name: 'Kofi Brandt',
  hoursAgo: 2,
  channel: 'email',
  text: 'Priya was an absolute star, sorted in one go. Thank you for making a bad week better!',
}
export const SUNHI: Letter = {
  who: 'sunhi',
  name: 'Sun-hi Marlowe',
  hoursAgo: 3,
  channel: 'email',
  text: 'The Moor blanket is lovely, once I got it back from my dog Biscuit, who sleeps on nothing else now.',
}

export const INBOX: readonly Letter[] = [MAREN, THEO, BEATRIZ, KOFI, SUNHI]

/** A small inbox: five people with something to notice, and what went before. */
export function anInbox(): object[] {
  return [
    order('maren', '10482', 10, 148, 'Wren dress, pine, XS petite'),
    order('maren', '9120', 200, 96, 'Moor trousers'),
    letter({
      ...MAREN,
      hoursAgo: 72,
      text: 'Hello! Has the Wren shipped yet? No rush, just curious.',
    }),
    ...INBOX.map(letter),
  ]
}
