/** The people of the drawings, with their very words, dated from the story's present. */
import type { EntryData } from '#features/timeline/contract.ts'
import type { IncomingEntry } from '#features/timeline/index.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import { closingAfter, wallOf } from './rhythm.ts'
import { SAMPLE_AGENTS, SAMPLE_WORKSPACE } from './roster.ts'
import { dayOf, weekdayOf } from './facts.ts'
import type { World } from './world.ts'

/** Order numbers kept for them. */
export const STORY_ORDERS = {
  maren: '10482',
  wanda: '10611',
  theo: '10377',
  hal: '10240',
  kofi: '10418',
  sunhi: '10405',
} as const

/** Every number they use, so that no other order bears it. */
export const STORY_NUMBERS: readonly string[] = [
  ...Object.values(STORY_ORDERS),
  ...[
    '4127',
    '5530',
    '6218',
    '7044',
    '7716',
    '8391',
    '8610',
    '8852',
    '8923',
    '9012',
    '9377',
    '9688',
    '10302',
  ],
  ...['10521', '10525', '10529', '10533', '10537', '10541'],
]

type Who = {
  readonly key: string
  readonly name: string
  readonly city: string
  readonly region: string
  readonly since: number
}

type Part = Omit<IncomingEntry, 'source' | 'messageId' | 'at' | 'identities'>

/** Tells all of them. */
export function tellStories(world: World): void {
  const stage = new Stage(world)
  maren(stage)
  theo(stage)
  beatriz(stage)
  portlandLane(stage)
  wanda(stage)
  kofi(stage)
  sunhi(stage)
  ines(stage)
  gideon(stage)
  imogen(stage)
  hal(stage)
  odile(stage)
  hana(stage)
}

/** Where a story person's entries go. */
class Stage {
  readonly #world: World
  readonly #counts = new Map<string, number>()
  readonly nowMs: number
  constructor(world: World) {
    this.#world = world
    this.nowMs = world.untilMs
  }

  /** Tells of the person at so many milliseconds before the present. */
  tell(who: Who, agoMs: number, part: Part): void {
    const count = (this.#counts.get(who.key) ?? 0) + 1
    this.#counts.set(who.key, count)
    this.#world.entries.push({
      source: 'sample',
      messageId: `${this.#world.seed}-${who.key}-${count}`,
      at: new Date(this.nowMs - Math.max(0, agoMs)),
      identities: [
        { kind: 'external', value: `shop:story-${who.key}`, verified: true },
        { kind: 'email', value: `${who.key}@mail.example`, verified: true },
      ],
      ...part,
    })
  }

  thread(who: Who, name: string): string {
    return `${this.#world.seed}-${who.key}-${name}`
  }

  /** The instant's distance from the present, for a wall clock so many days ago. */
  ago(days: number, hour: number, minute = 0): number {
    const wall = wallOf(this.nowMs)
    const intoDay = wall.getTime() % DAY_MS
    return days * DAY_MS + intoDay - (hour * HOUR_MS + minute * MINUTE_MS)
  }

  meets(who: Who): void {
    this.tell(who, who.since, {
      kind: 'traits',
      channel: 'shop',
      title: 'Account created',
      traits: {
        name: who.name,
        city: who.city,
        region: who.region,
        country: 'US',
        zone: SAMPLE_WORKSPACE.zone,
        language: 'en',
        since: new Date(this.nowMs - who.since).toISOString().slice(0, 10),
      },
    })
  }

  says(
    who: Who,
    agoMs: number,
    channel: 'email' | 'chat' | 'phone',
    conversation: string,
    text: string,
    title?: string,
    order?: string,
  ): void {
    // prettier-ignore
    this.tell(who, agoMs, { kind: 'message_in', channel, conversation, text, ...(title ? { title } : {}), author: { kind: 'customer', name: who.name }, ...(order ? { data: { order } } : {}) }) // prettier-ignore
  }

  answers(
    who: Who,
    agoMs: number,
    channel: 'email' | 'chat' | 'phone',
    conversation: string,
    agent: string,
    text: string,
    order?: string,
  ): void {
    // prettier-ignore
    const author = SAMPLE_AGENTS.find(({ name }) => name.startsWith(agent))
    this.tell(who, agoMs, { kind: 'message_out', channel, conversation, text, author: { kind: 'agent', name: author?.name ?? agent }, ...(order ? { data: { order } } : {}) }) // prettier-ignore
  }

  machine(who: Who, agoMs: number, channel: 'email' | 'chat', conversation: string, text: string): void {
    this.tell(who, agoMs, { kind: 'message_out', channel, conversation, text, author: { kind: 'machine', name: SAMPLE_WORKSPACE.name }, data: { automatic: true } }) // prettier-ignore
  }

  orders(
    who: Who,
    agoMs: number,
    order: string,
    name: string,
    variant: string,
    dollars: number,
    more: EntryData = {},
  ): void {
    // prettier-ignore
    const price = { amountMinor: dollars * 100, currency: SAMPLE_WORKSPACE.currency }
    this.tell(who, agoMs, { kind: 'order', channel: 'shop', author: { kind: 'customer', name: who.name }, data: { order, products: [{ name, variant, quantity: 1, price }], total: price, ...more } }) // prettier-ignore
  }

  parcel(
    who: Who,
    agoMs: number,
    kind: 'fulfilment' | 'delivery',
    order: string,
    status: string,
    more: EntryData = {},
  ): void {
    // prettier-ignore
    this.tell(who, agoMs, { kind, channel: 'carrier', author: { kind: 'machine' }, data: { order, carrier: 'UPS', status, ...more } }) // prettier-ignore
  }
}

function maren(stage: Stage): void {
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

function theo(stage: Stage): void {
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

function beatriz(stage: Stage): void {
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
function portlandLane(stage: Stage): void {
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

function wanda(stage: Stage): void {
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

function kofi(stage: Stage): void {
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

function sunhi(stage: Stage): void {
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

function ines(stage: Stage): void {
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

function gideon(stage: Stage): void {
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

function imogen(stage: Stage): void {
  const who = { key: 'imogen.vance', name: 'Imogen Vance', city: 'Albany', region: 'NY', since: 350 * DAY_MS }
  stage.meets(who)
  stage.orders(who, stage.ago(140, 20), '8923', 'Plover wrap dress', 'plum, L', 174)
  stage.orders(who, stage.ago(60, 20), '9688', 'Heath cardigan', 'plum, L', 178)
  const thread = stage.thread(who, 'form')
  const askedMs = stage.nowMs - stage.ago(3, 14, 5)
  stage.tell(who, stage.ago(3, 14, 5), { kind: 'form', channel: 'form', conversation: thread, text: 'The lining of my Plover has torn at the tie. Could it be mended before the holidays, and what would it cost?', author: { kind: 'customer', name: who.name }, data: { form: 'contact', topic: 'Repair', device: 'mobile' } }) // prettier-ignore
  stage.machine(who, stage.ago(3, 14, 5) - 6_000, 'email', thread, `Thank you. We reply within 2 business days: by ${weekdayOf(closingAfter(askedMs, 2))} 17:00.`) // prettier-ignore
}

function hal(stage: Stage): void {
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

function odile(stage: Stage): void {
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

function hana(stage: Stage): void {
  const who = { key: 'hana.rosen', name: 'Hana Rosen', city: 'Buffalo', region: 'NY', since: 220 * DAY_MS }
  stage.meets(who)
  stage.orders(who, stage.ago(26, 12), '10302', 'Kestrel dress', 'rust, S', 168)
  stage.parcel(who, stage.ago(13, 17), 'delivery', '10302', 'delivered')
  stage.tell(who, stage.ago(5, 18, 2), { kind: 'review', channel: 'review', text: 'It was two weeks late, so three stars for the van. But Marcus wrote on Saturday just to say it had landed. I nearly cried. Five for him.', author: { kind: 'customer', name: 'Hana R.' }, data: { order: '10302', rating: 5, ratingFrom: 1, ratingTo: 5, place: 'our shop', products: [{ name: 'Kestrel dress', variant: 'rust, S', quantity: 1 }] } }) // prettier-ignore
}
