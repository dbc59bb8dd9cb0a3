/** Those who wait today: repeating themselves, choosing a size, hoping for a parcel, a wrapped gift, a word of thanks. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import { weekdayOf } from '../facts.ts'
import { closingAfter } from '../rhythm.ts'
import { STORY_ORDERS } from './numbers.ts'
import type { Stage } from './stage.ts'

export function theo(stage: Stage): void {
  const who = { key: 'theo.castellanos', name: 'Theo Castellanos', city: 'Providence', region: 'RI', since: 500 * DAY_MS } // prettier-ignore
  const order = STORY_ORDERS.theo
  stage.meets(who)
  stage.orders(who, stage.ago(19, 12, 20), order, 'Corrie hoodie', 'ink, L', 142)
  stage.parcel(who, stage.ago(14, 14), 'delivery', order, 'delivered')
  const thread = stage.thread(who, 'seam')
  stage.says(who, stage.ago(4, 16, 20), 'chat', thread, 'Hi, the seam on my Corrie hoodie is coming undone, left side.', undefined, order) // prettier-ignore
  stage.answers(who, stage.ago(4, 16, 31), 'chat', thread, 'Marcus', 'Sorry about that, Theo. Could you send a photo? I’ll pass it on to the mending table.', order) // prettier-ignore
  stage.says(
    who,
    stage.ago(1, 11, 2),
    'chat',
    thread,
    'I sent the photo. Then someone asked me for the photo.',
    undefined,
    order,
  )
  stage.answers(who, stage.ago(1, 11, 20), 'chat', thread, 'Jo', `I’ll call you about the seam ${weekdayOf(stage.nowMs)} by 15:00, Theo, so that you needn’t type it again.`, order) // prettier-ignore
  stage.says(who, 8 * MINUTE_MS, 'chat', thread, 'As I told the last two people, the seam is on the left, not on the right. Third time I explain this. Is anybody reading what I write?', undefined, order) // prettier-ignore
  stage.machine(
    who,
    8 * MINUTE_MS - 4_000,
    'chat',
    thread,
    'Thanks for waiting. Someone will be with you within the hour.',
  )
}

export function beatriz(stage: Stage): void {
  const who = { key: 'beatriz.lindqvist', name: 'Beatriz Lindqvist', city: 'Northampton', region: 'MA', since: 300 * DAY_MS } // prettier-ignore
  stage.meets(who)
  stage.orders(who, stage.ago(120, 21, 30), '9012', 'Moor trousers', 'slate, XS petite', 132)
  stage.parcel(who, stage.ago(115, 12), 'delivery', '9012', 'delivered')
  stage.tell(who, 2 * HOUR_MS, { kind: 'post', channel: 'community', text: 'Jo told me she is 5′2 as well and which hem to pick. Kept everything I ordered.', author: { kind: 'customer', name: 'Beatriz L.' }, data: { place: 'Facebook group', topic: 'community' } }) // prettier-ignore
  stage.tell(who, 22 * MINUTE_MS, { kind: 'page', channel: 'web', title: 'Wren dress', data: { url: 'https://tussock.example/products/wren-dress', device: 'mobile' } }) // prettier-ignore
  const thread = stage.thread(who, 'wren')
  stage.says(who, 10 * MINUTE_MS, 'chat', thread, 'Hi! I’m 5′1 and worried the Wren will swallow me. I’m between XS petite and XS. What would you do?') // prettier-ignore
  stage.machine(
    who,
    10 * MINUTE_MS - 5_000,
    'chat',
    thread,
    'Hello! It’s busy just now. Someone will reply within two hours.',
  )
}

/** Six parcels that stand in one depot; none of the six has written. */
export function portlandLane(stage: Stage): void {
  const names = [
    'Greta Ashdown',
    'Noor Haddad',
    'Pia Lockwood',
    'Rue Okafor',
    'Tamsin Grainger',
    'Lou Mikkelsen',
  ]
  const due = new Date(closingAfter(stage.nowMs, 1)).toISOString().slice(0, 10)
  names.forEach((name, index) => {
    const who = { key: name.toLowerCase().replace(' ', '.'), name, city: 'Portland', region: 'ME', since: (90 + index * 40) * DAY_MS } // prettier-ignore
    const order = String(10_521 + index * 4)
    stage.meets(who)
    stage.orders(who, stage.ago(5, 9 + index, 7 * index), order, index % 2 ? 'Tarn jumper' : 'Wren dress', 'pine, M', index % 2 ? 158 : 148) // prettier-ignore
    stage.parcel(who, stage.ago(4, 15, index), 'fulfilment', order, 'shipped', {
      promisedFor: due,
      tracking: `1Z4410${index}82`,
    })
    stage.parcel(who, stage.ago(3, 6, 10 + index), 'delivery', order, 'in_transit', { promisedFor: due, reason: 'Arrived at Portland depot' }) // prettier-ignore
    stage.parcel(who, (70 + index * 6) * MINUTE_MS, 'delivery', order, 'no_scan', { promisedFor: due, reason: 'No carrier scan for 48 h' }) // prettier-ignore
  })
}

export function wanda(stage: Stage): void {
  const who = {
    key: 'wanda.achterberg',
    name: 'Wanda Achterberg',
    city: 'Burlington',
    region: 'VT',
    since: 2 * DAY_MS,
  }
  const order = STORY_ORDERS.wanda
  stage.meets(who)
  stage.tell(who, 51 * HOUR_MS, {
    kind: 'reviews_read',
    channel: 'web',
    data: { place: 'Trustpilot', device: 'tablet' },
  })
  stage.orders(who, 105 * MINUTE_MS, order, 'Skye scarf', 'plum', 56, {
    isGift: true,
    giftNote: 'Happy 70th, Mum. For the bench by the lake.',
  })
  const thread = stage.thread(who, 'gift')
  stage.says(who, 100 * MINUTE_MS, 'email', thread, 'Good morning! My first order with you, and it’s for my mum’s 70th, please no price in the box. Could it be wrapped? She loves plum.', 'Order, a present', order) // prettier-ignore
  stage.machine(
    who,
    99 * MINUTE_MS,
    'email',
    thread,
    `We’ve got your message. We reply ${weekdayOf(stage.nowMs)} by 15:00.`,
  )
}

export function kofi(stage: Stage): void {
  const who = { key: 'kofi.brandt', name: 'Kofi Brandt', city: 'Ithaca', region: 'NY', since: 410 * DAY_MS }
  const order = STORY_ORDERS.kofi
  stage.meets(who)
  stage.orders(who, stage.ago(15, 7, 48), order, 'Burn leggings', 'black, L tall', 88)
  stage.parcel(who, stage.ago(11, 12, 5), 'delivery', order, 'delivered')
  const thread = stage.thread(who, 'swap')
  stage.says(who, stage.ago(2, 10, 12), 'email', thread, 'Hi, I run in these and since my knee operation the seam sits on the scar. Is there a pair without? Order #10418.', 'Leggings', order) // prettier-ignore
  stage.answers(who, stage.ago(2, 11, 3), 'email', thread, 'Priya', 'Hi Kofi, yes: the older cut has no seam there, and I have one pair left in your size. It goes out today and you can keep the first. How is the knee?\n\nPriya', order) // prettier-ignore
  stage.says(
    who,
    stage.ago(2, 11, 20),
    'email',
    thread,
    'That would be perfect. Knee is grumpy but mending!',
    'Re: Leggings',
    order,
  )
  stage.tell(who, 2 * HOUR_MS, { kind: 'survey_answer', channel: 'survey', text: 'Priya was an absolute star, sorted in one go and asked after my knee.', author: { kind: 'customer', name: who.name }, data: { survey: 'csat', rating: 5, ratingFrom: 1, ratingTo: 5 } }) // prettier-ignore
}

export function sunhi(stage: Stage): void {
  const who = {
    key: 'sunhi.marlowe',
    name: 'Sun-hi Marlowe',
    city: 'Providence',
    region: 'RI',
    since: 700 * DAY_MS,
  }
  const order = STORY_ORDERS.sunhi
  stage.meets(who)
  stage.orders(who, stage.ago(16, 22, 10), order, 'Heath cardigan', 'oat, M', 178)
  stage.parcel(who, stage.ago(11, 15, 20), 'delivery', order, 'delivered')
  const thread = stage.thread(who, 'biscuit')
  stage.says(
    who,
    stage.ago(1, 14, 1),
    'email',
    thread,
    'Could you tell me how to wash the Heath? The label has gone.',
    'Washing',
    order,
  )
  stage.answers(
    who,
    stage.ago(1, 15, 10),
    'email',
    thread,
    'Sam',
    'Cold, in a bag, and flat to dry. Where did the label go, if I may ask?\n\nSam',
    order,
  )
  stage.says(who, 3.2 * HOUR_MS, 'email', thread, 'Thanks Sam. It dried beautifully, once I got it back from under Biscuit, my greyhound, who also ate the label. He sends no apology.', 'Re: Washing', order) // prettier-ignore
}
