/** Maren Oduya: seven orders, a greyhound, and a wedding in eight days. */
import { DAY_MS, MINUTE_MS } from '#kit/time.ts'
import { dayOf } from '../facts.ts'
import { STORY_ORDERS } from './numbers.ts'
import type { Stage } from './stage.ts'

/** Her second mail this morning, and what came before. */
export function maren(stage: Stage): void {
  const who = {
    key: 'maren.oduya',
    name: 'Maren Oduya',
    city: 'Burlington',
    region: 'VT',
    since: 2.7 * 365 * DAY_MS,
  }
  const order = STORY_ORDERS.maren
  const { nowMs } = stage
  stage.meets(who)
  const earlier: readonly (readonly [number, string, string, string, number])[] = [
    [960, '4127', 'Fern tee', 'oat, XS', 68],
    [640, '5530', 'Wren dress', 'slate, XS petite', 148],
    [510, '6218', 'Heath cardigan', 'pine, XS', 178],
    [380, '7044', 'Kestrel dress', 'ink, XS petite', 168],
    [214, '8391', 'Moor trousers', 'black, XS', 132],
    [160, '8852', 'Fern tee', 'pine, XS', 68],
  ]
  for (const [days, number, name, variant, price] of earlier) {
    stage.orders(who, stage.ago(days, 20, 14), number, name, variant, price)
    stage.parcel(who, stage.ago(days - 5, 13, 40), 'delivery', number, 'delivered')
  }
  const chat = stage.thread(who, 'sizes')
  stage.says(who, stage.ago(628, 21, 5), 'chat', chat, 'Hello! I’m 5′2 and always drown in dresses. Would XS petite be right for me in the Wren?') // prettier-ignore
  stage.answers(who, stage.ago(628, 21, 9), 'chat', chat, 'Jo', 'I’m 5′2 too and wear mine in XS petite, it ends just under the knee.') // prettier-ignore
  for (let day = 1; day <= 30; day++)
    if (day % 5 !== 0) stage.tell(who, stage.ago(474 - day, 8, 20), { kind: 'activity', channel: 'app', title: `Day ${day} of 30`, ...(day === 24 ? { text: 'Day 24. Pickle is bored of being in every picture.' } : {}), author: { kind: 'customer', name: who.name }, data: { topic: '30 days', attachments: [{ name: `day-${day}.jpg`, type: 'image/jpeg' }], other: { challenge: 30, day } } }) // prettier-ignore
  stage.tell(who, stage.ago(444, 8, 31), { kind: 'activity', channel: 'app', title: 'Finishes the 30 days', author: { kind: 'customer', name: who.name }, data: { topic: '30 days', other: { challenge: 30, day: 30 } } }) // prettier-ignore
  const swap = stage.thread(who, 'swap')
  stage.says(who, stage.ago(203, 3, 2), 'email', swap, 'Hi, the Moor trousers are lovely but too long on me, they sit under my heels. Could I swap them for the short leg?', 'Moor trousers', '8391') // prettier-ignore
  stage.answers(who, stage.ago(203, 9, 40), 'email', swap, 'Priya', 'Of course, Maren! The short leg goes out today, no need to wait for the others to come back.\n\nPriya', '8391') // prettier-ignore
  stage.tell(who, stage.ago(202, 12), { kind: 'return', channel: 'shop', text: 'too long', author: { kind: 'customer', name: who.name }, data: { order: '8391', status: 'requested', reason: 'too long', products: [{ name: 'Moor trousers', variant: 'black, XS', quantity: 1 }] } }) // prettier-ignore
  for (const [days, rating] of [[202, 5], [150, 5], [90, 4]] as const) // prettier-ignore
    stage.tell(who, stage.ago(days, 19), { kind: 'survey_answer', channel: 'survey', author: { kind: 'customer', name: who.name }, ...(rating === 4 ? { text: 'Answered at three in the night, by a person. Well, by nine in the morning.' } : {}), data: { survey: 'csat', rating, ratingFrom: 1, ratingTo: 5 } }) // prettier-ignore
  stage.tell(who, stage.ago(148, 18, 12), { kind: 'review', channel: 'review', text: 'Pickle approves, and Pickle is a greyhound with standards. Soft, no itch, washed it four times. My greyhound Pickle sleeps on it when I’m on nights.', author: { kind: 'customer', name: 'Maren O.' }, data: { order: '8852', rating: 5, ratingFrom: 1, ratingTo: 5, place: 'our shop', products: [{ name: 'Fern tee', variant: 'pine, XS', quantity: 1 }] } }) // prettier-ignore

  stage.orders(who, stage.ago(9, 20, 41), order, 'Wren dress', 'pine, XS petite', 148)
  const promisedFor = new Date(nowMs + 7 * DAY_MS).toISOString().slice(0, 10)
  stage.parcel(who, stage.ago(7, 15, 30), 'fulfilment', order, 'label_created', { promisedFor: new Date(nowMs - 2 * DAY_MS).toISOString().slice(0, 10) }) // prettier-ignore
  const thread = stage.thread(who, 'wren')
  stage.says(
    who,
    stage.ago(3, 9, 2),
    'email',
    thread,
    'Hello! Has the Wren shipped yet? No rush, just curious.',
    'My Wren',
    order,
  )
  stage.machine(
    who,
    stage.ago(3, 9, 3),
    'email',
    thread,
    'Thank you for writing to Tussock Merino. We reply within one business day.',
  )
  stage.answers(
    who,
    stage.ago(3, 12, 10),
    'email',
    thread,
    'Jo',
    'It’s packed and waiting for the van, you’ll get the link today!',
    order,
  )
  stage.parcel(who, stage.ago(2, 11, 15), 'delivery', order, 'no_scan', {
    promisedFor,
    reason: 'No carrier scan for 48 h',
  })
  stage.says(
    who,
    82 * MINUTE_MS,
    'email',
    thread,
    `Hi, me again! I ordered the Wren dress in pine on ${dayOf(nowMs - 9 * DAY_MS)} and it still hasn’t arrived. The link just says “label created”. I’d be so sad not to have it for my sister’s wedding on ${dayOf(nowMs + 8 * DAY_MS)}, I’m doing a reading and it’s the only thing I feel like myself in. Can you see where it is?`,
    'Re: My Wren',
    order,
  )
  stage.machine(who, 82 * MINUTE_MS - 9_000, 'email', thread, 'Thank you for writing to Tussock Merino. A person will reply within two hours.') // prettier-ignore
}
