/** Those of this week: the hundredth day, too many mails, a form nobody answered, a refund, a colour, a thank-you. */
import { DAY_MS, HOUR_MS } from '#kit/time.ts'
import { weekdayOf } from '../facts.ts'
import { closingAfter } from '../rhythm.ts'
import { SAMPLE_WORKSPACE } from '../roster.ts'
import { STORY_ORDERS } from './numbers.ts'
import type { Stage } from './stage.ts'

export function ines(stage: Stage): void {
  const who = { key: 'ines.farrow', name: 'Ines Farrow', city: 'Portland', region: 'ME', since: 264 * DAY_MS }
  stage.meets(who)
  stage.orders(who, stage.ago(264, 19), '7716', 'Moor trousers', 'ink, M tall', 132)
  const chat = stage.thread(who, 'length')
  stage.says(
    who,
    stage.ago(262, 20),
    'chat',
    chat,
    'I’m 5′9 and wear M, and I like it long. Do the Moor come in tall?',
  )
  stage.answers(
    who,
    stage.ago(262, 20, 6),
    'chat',
    chat,
    'Sam',
    'They do! I’m 5′9 as well and the tall reaches the floor in flat shoes.',
  )
  const mail = stage.thread(who, 'calls')
  stage.says(
    who,
    stage.ago(163, 9, 30),
    'email',
    mail,
    'Please don’t call me, I teach all day. Mail is fine.',
    'Calls',
  )
  stage.orders(who, stage.ago(95, 18, 30), '9377', 'Wren dress', 'pine, M tall', 148)
  stage.tell(who, stage.ago(86, 7, 50), { kind: 'activity', channel: 'app', title: 'Starts the 100 days', author: { kind: 'customer', name: who.name }, data: { topic: '100 days, one dress', other: { challenge: 100, day: 0 } } }) // prettier-ignore
  const missed = new Set([23, 24, 51, 52, 70])
  for (let day = 1; day <= 87; day++) {
    if (missed.has(day)) continue
    const text = day === 87 ? 'Day 87 and it still doesn’t smell, I swear. My daughter has started a count on the fridge.' : day === 60 ? 'Day 60. Yes, you may print this one in the newsletter.' : day === 30 ? 'Day 30! A third, or a month, or one dress.' : undefined // prettier-ignore
    stage.tell(who, day === 87 ? 2.5 * HOUR_MS : stage.ago(87 - day, 8, 12), { kind: 'activity', channel: 'app', title: `Day ${day} of 100`, ...(text ? { text } : {}), author: { kind: 'customer', name: who.name }, data: { topic: '100 days, one dress', attachments: [{ name: `day-${day}.jpg`, type: 'image/jpeg' }], other: { challenge: 100, day } } }) // prettier-ignore
  }
}

export function gideon(stage: Stage): void {
  const who = {
    key: 'gideon.pell',
    name: 'Gideon Pell',
    city: 'Worcester',
    region: 'MA',
    since: 200 * DAY_MS,
  }
  stage.meets(who)
  stage.orders(who, stage.ago(180, 13), '8610', 'Thistle socks', 'slate', 66)
  const mails = [
    'New in: the Kestrel in rust.',
    'You left something behind! Your bag is waiting.',
    'Only two days: 15% off layers.',
  ]
  mails.forEach((text, index) => {
    stage.tell(who, stage.ago(4 - index, 8, 30), { kind: 'message_out', channel: 'email', text, author: { kind: 'machine', name: SAMPLE_WORKSPACE.name }, data: { automatic: true, campaign: 'newsletter' } }) // prettier-ignore
  })
  stage.tell(who, 5 * HOUR_MS, { kind: 'subscription', channel: 'email', text: 'too many e-mails', author: { kind: 'customer', name: who.name }, data: { status: 'unsubscribed', campaign: 'newsletter', reason: 'too many e-mails' } }) // prettier-ignore
}

export function imogen(stage: Stage): void {
  const who = { key: 'imogen.vance', name: 'Imogen Vance', city: 'Albany', region: 'NY', since: 350 * DAY_MS }
  stage.meets(who)
  stage.orders(who, stage.ago(140, 20), '8923', 'Plover wrap dress', 'plum, L', 174)
  stage.orders(who, stage.ago(60, 20), '9688', 'Heath cardigan', 'plum, L', 178)
  const thread = stage.thread(who, 'form')
  const askedMs = stage.nowMs - stage.ago(3, 14, 5)
  stage.tell(who, stage.ago(3, 14, 5), { kind: 'form', channel: 'form', conversation: thread, text: 'The lining of my Plover has torn at the tie. Could it be mended before the holidays, and what would it cost?', author: { kind: 'customer', name: who.name }, data: { form: 'contact', topic: 'Repair', device: 'mobile' } }) // prettier-ignore
  stage.machine(who, stage.ago(3, 14, 5) - 6_000, 'email', thread, `Thank you. We reply within 2 business days: by ${weekdayOf(closingAfter(askedMs, 2))} 17:00.`) // prettier-ignore
}

export function hal(stage: Stage): void {
  const who = {
    key: 'hal.brightwater',
    name: 'Hal Brightwater',
    city: 'Concord',
    region: 'NH',
    since: 90 * DAY_MS,
  }
  const order = STORY_ORDERS.hal
  stage.meets(who)
  stage.orders(who, stage.ago(31, 11), order, 'Tarn jumper', 'sea, XL', 158)
  stage.tell(who, stage.ago(10, 9), { kind: 'return', channel: 'shop', text: 'too big', author: { kind: 'customer', name: who.name }, data: { order, status: 'requested', reason: 'too big', products: [{ name: 'Tarn jumper', variant: 'sea, XL', quantity: 1 }] } }) // prettier-ignore
  stage.tell(who, stage.ago(3, 9, 40), { kind: 'return', channel: 'shop', author: { kind: 'machine' }, data: { order, status: 'received', products: [{ name: 'Tarn jumper', variant: 'sea, XL', quantity: 1 }] } }) // prettier-ignore
  const thread = stage.thread(who, 'refund')
  stage.says(
    who,
    stage.ago(2, 8, 50),
    'email',
    thread,
    'Hello, you’ve got the jumper back, I see. When do I get the $158?',
    'Refund',
    order,
  )
  stage.answers(who, stage.ago(2, 9, 15), 'email', thread, 'Marcus', 'Hi Hal, it’s here and it’s fine. You’ll have the refund within 5 business days.\n\nMarcus', order) // prettier-ignore
}

export function odile(stage: Stage): void {
  const who = { key: 'odile.fairweather', name: 'Odile Fairweather', city: 'Ann Arbor', region: 'MI', since: 150 * DAY_MS } // prettier-ignore
  stage.meets(who)
  const thread = stage.thread(who, 'slate')
  stage.says(
    who,
    stage.ago(1, 16, 2),
    'email',
    thread,
    'When is slate coming back in the Kestrel? I’d wait for it.',
    'Slate',
  )
  stage.answers(who, stage.ago(1, 16, 28), 'email', thread, 'Jo', `The dyer will know soon. I’ll tell you by ${weekdayOf(closingAfter(stage.nowMs, 3))} at noon when slate is back.\n\nJo`) // prettier-ignore
}

export function hana(stage: Stage): void {
  const who = { key: 'hana.rosen', name: 'Hana Rosen', city: 'Buffalo', region: 'NY', since: 220 * DAY_MS }
  stage.meets(who)
  stage.orders(who, stage.ago(26, 12), '10302', 'Kestrel dress', 'rust, S', 168)
  stage.parcel(who, stage.ago(13, 17), 'delivery', '10302', 'delivered')
  stage.tell(who, stage.ago(5, 18, 2), { kind: 'review', channel: 'review', text: 'It was two weeks late, so three stars for the van. But Marcus wrote on Saturday just to say it had landed. I nearly cried. Five for him.', author: { kind: 'customer', name: 'Hana R.' }, data: { order: '10302', rating: 5, ratingFrom: 1, ratingTo: 5, place: 'our shop', products: [{ name: 'Kestrel dress', variant: 'rust, S', quantity: 1 }] } }) // prettier-ignore
}
