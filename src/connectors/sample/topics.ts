/** How conversations go: what is asked, what is answered, which promises are kept. One script a topic. */
import type { Channel } from '#features/timeline/contract.ts'
import { happens, pick, pickWeighted, type Random } from '#kit/random.ts'
import { HOUR_MS } from '#kit/time.ts'
import { firstNameOf } from './facts.ts'
import { isOpenAt, wakingMoment, workMoment } from './rhythm.ts'
import { Talk, type Mood, type Opening } from './talk.ts'
import type { Situation } from './texts/index.ts'
import type { Teller } from './world.ts'

/** Topics of one question and mostly one answer. */
const PLAIN = {
  sizing: ['sizing.ask', 'agent.sizing', 'Which size?'],
  fit: ['sizing.after', 'agent.sizing', 'Fit'],
  exchange: ['exchange.ask', 'agent.return', 'Exchange'],
  gift: ['gift', 'agent.gift', 'A present'],
  wedding: ['wedding', 'agent.warm.wedding', 'For a wedding'],
  pet: ['pet', 'agent.warm.pet', 'A question about wool and animals'],
  baby: ['baby', 'agent.warm.baby', 'Question'],
  trip: ['trip', 'agent.warm.trip', 'Packing'],
  birthday: ['birthday', 'agent.warm.birthday', 'Birthday'],
  hardship: ['hardship', 'agent.grief', 'My order'],
  moving: ['address.change', 'agent.moving', 'New address'],
  deadline: ['deadline.order', 'agent.deadline', 'Will it be here in time?'],
  notthere: ['delivery.notthere', 'agent.notthere', 'Not delivered'],
  firstorder: ['first.order', 'agent.help', 'New here'],
  loyal: ['loyal', 'agent.stock', 'An old customer asks'],
  shoutout: ['thanks.named', 'agent.thanks', 'Thank you'],
  thanks: ['thanks.plain', 'agent.thanks', 'Thank you'],
  return: ['return.ask', 'agent.return', 'Return'],
  refund: ['refund.chase', 'agent.refund', 'Refund'],
  repair: ['repair.ask', 'agent.repair', 'Repair'],
  complaint: ['complaint.calm', 'agent.complaint', 'Not quite right'],
  furious: ['complaint.furious', 'agent.apology', 'Complaint'],
  sarcasm: ['sarcasm', 'agent.apology', 'Well done'],
  churn: ['churn', 'agent.apology', 'Goodbye'],
  confusion: ['confusion', 'agent.help', 'How does this work?'],
  stock: ['stock', 'agent.stock', 'Back in stock?'],
  callback: ['callback', 'agent.callback', 'Please call'],
  emails: ['emails', 'agent.emails', 'Your mails'],
  care: ['care', 'agent.care', 'Washing'],
  store: ['store', 'agent.store', 'Your store'],
  wholesale: ['wholesale', 'agent.trade', 'Trade enquiry'],
  form: ['form.words', 'agent.help', 'Contact form'],
  diary: ['diary.ask', 'agent.diary', 'The challenge'],
} as const satisfies Record<string, readonly [Situation, Situation, string]>

export type PlainTopic = keyof typeof PLAIN
export type Topic = PlainTopic | 'wismo' | 'call'

const GRAVE: ReadonlySet<Topic> = new Set(['hardship', 'furious', 'churn', 'sarcasm', 'complaint'])
const GOOD: ReadonlySet<Topic> = new Set(['sizing', 'gift', 'wedding', 'pet', 'baby', 'trip', 'birthday', 'shoutout', 'thanks', 'moving', 'care', 'store', 'return', 'exchange', 'firstorder']) // prettier-ignore
const BAD: ReadonlySet<Topic> = new Set(['furious', 'sarcasm', 'churn'])

export type Asked = Omit<Opening, 'channel' | 'subject' | 'isGrave'> & {
  readonly channel?: Channel
  /** Leaves the question open: nobody has answered yet. */
  readonly isOpen?: boolean
}

/** Lets the person ask; undefined where nothing of the topic is true of her. */
export function converse(teller: Teller, random: Random, topic: Topic, given: Asked): Talk | undefined {
  const { language, zone } = teller.person.place
  const wokenMs = wakingMoment(random, given.atMs, zone)
  const asked = given.isOpen
    ? given
    : { ...given, atMs: topic === 'call' ? workMoment(random, wokenMs, 30) : wokenMs }
  const channel = asked.channel ?? (topic === 'call' ? 'phone' : channelOf(random, topic, asked.atMs))
  const subject = happens(random, 0.9) ? subjectOf(random, topic, asked) : undefined
  const talk = new Talk(teller, random, {
    ...asked,
    also: { ...asked.also, [`topic${topic}`]: '' },
    channel,
    ...(subject ? { subject } : {}),
    isGrave: GRAVE.has(topic),
  })
  if (language === 'de' || language === 'fr' || language === 'es')
    return foreign(talk, random, topic, language, asked.isOpen ?? false)
  if (topic === 'wismo') return whereIsIt(talk, random, channel, asked)
  if (topic === 'call') return call(talk, random, asked)
  return plain(talk, random, topic, channel, asked.isOpen ?? false)
}

function plain(
  talk: Talk,
  random: Random,
  topic: PlainTopic,
  channel: Channel,
  isOpen: boolean,
): Talk | undefined {
  const [asks, replies] = PLAIN[topic]
  if (topic === 'shoutout') talk.hasAnswered = true
  if (!talk.hears(asks)) return undefined
  confirm(talk, random, channel)
  if (isOpen) return talk
  // Some are never answered; the queue and the friction list show them.
  if (happens(random, topic === 'wholesale' || topic === 'thanks' ? 0.2 : 0.03)) {
    if (topic !== 'thanks') talk.mood = 'bad'
    return talk
  }
  // The form is looked at last, and now and then too late.
  const isLate = channel === 'form' && happens(random, 0.028)
  talk.answers(replies, channel === 'chat' ? [1, 25] : isLate ? [1_300, 2_400] : [15, 520])
  if (happens(random, 0.06)) talk.notes('note.team')
  talk.mood = BAD.has(topic) ? pick(random, ['bad', 'bad', 'fair']) : GOOD.has(topic) ? pick(random, GOODISH) : pick(random, MIXED) // prettier-ignore
  if (talk.mood !== 'bad' && happens(random, channel === 'chat' ? 0.75 : 0.48)) {
    talk.waits(channel === 'chat' ? 0.02 : 0.5, channel === 'chat' ? 0.2 : 20)
    talk.hears(GRAVE.has(topic) ? 'closing.grave' : happens(random, 0.16) ? 'thanks.named' : 'closing')
    if (happens(random, channel === 'chat' ? 0.5 : 0.14)) talk.answers('agent.close', [1, 30])
  } else if (talk.promisedMs !== undefined && !BAD.has(topic) && happens(random, 0.5)) follow(talk)
  return talk
}

/** The parcel is late: asked once, twice, a third time, as promises are kept or not. */
function whereIsIt(talk: Talk, random: Random, channel: Channel, asked: Asked): Talk | undefined {
  const pace: readonly [number, number] = channel === 'chat' ? [1, 25] : [20, 620]
  if (!talk.hears('wismo.first')) return undefined
  confirm(talk, random, channel)
  if (asked.isOpen) return talk
  if (happens(random, 0.93)) {
    talk.answers(
      pickWeighted(random, [
        ['agent.wismo.dated', 52],
        ['agent.wismo.asap', 18],
        ['agent.wismo.event', 13],
        ['agent.wismo.conditional', 10],
        ['agent.effort', 7],
      ] as const),
      pace,
    )
    if (happens(random, 0.12)) talk.notes('note.team')
  }
  if (talk.hasAnswered && happens(random, talk.promisedMs === undefined ? 0.6 : 0.8)) {
    follow(talk)
    talk.waits(4, 50)
    if (happens(random, 0.6)) talk.hears('delivery.came')
    talk.mood = pick(random, GOODISH)
    return talk
  }
  if (talk.promisedMs === undefined) talk.waits(30, 80)
  else talk.atMs = Math.max(talk.atMs, talk.promisedMs) + HOUR_MS * (1 + 20 * random())
  talk.hears('wismo.second')
  talk.answers('agent.apology', pace)
  talk.mood = 'fair'
  if (happens(random, 0.68)) {
    if (happens(random, 0.5)) follow(talk)
    talk.waits(3, 40)
    talk.hears(happens(random, 0.6) ? 'delivery.came' : 'closing')
    return talk
  }
  talk.mood = 'bad'
  talk.waits(30, 90)
  talk.hears(happens(random, 0.85) ? 'wismo.third' : 'complaint.furious')
  talk.answers('agent.apology', pace)
  if (happens(random, 0.2)) {
    talk.waits(4, 60)
    talk.hears(happens(random, 0.5) ? 'churn' : 'sarcasm')
  }
  return talk
}

function call(talk: Talk, random: Random, asked: Asked): Talk | undefined {
  talk.hasAnswered = true
  if (!talk.hears('call.words')) return undefined
  if (asked.isOpen) return talk
  talk.waits(0.1, 4)
  talk.notes('note.call')
  talk.mood = pick(random, MIXED)
  return talk
}

function foreign(
  talk: Talk,
  random: Random,
  topic: Topic,
  language: 'de' | 'fr' | 'es',
  isOpen: boolean,
): Talk {
  const asks: Situation = topic === 'wismo' || topic === 'refund' ? `${language}.wismo` : `${language}.other`
  const thanked = { agent: firstNameOf(talk.agent) }
  if (!talk.hears(asks, thanked)) talk.hears(`${language}.other`, thanked)
  if (!isOpen) talk.answers(`agent.${language}`, [30, 700])
  talk.mood = pick(random, GOODISH)
  return talk
}

/** The agent writes again before she is asked, an hour or a day ahead of her word. */
function follow(talk: Talk): void {
  const left = talk.promisedMs === undefined ? 0 : (talk.promisedMs - talk.atMs) / HOUR_MS
  talk.waits(Math.max(0.5, left * 0.3), Math.max(2, left * 0.9))
  talk.answers('agent.update', [0, 20])
}

function confirm(talk: Talk, random: Random, channel: Channel): void {
  if (channel === 'form') talk.confirms('auto.form')
  else if (channel === 'chat') happens(random, 0.4) && talk.confirms('auto.chat')
  else if (channel === 'email' && happens(random, 0.42)) talk.confirms('auto.reply')
}

function channelOf(random: Random, topic: Topic, atMs: number): Channel {
  if (topic === 'wholesale') return 'email'
  return pickWeighted(random, [
    ['email', 56],
    // Nobody sits at the chat out of hours, and a chat is gone when it isn't answered.
    ['chat', !isOpenAt(atMs) ? 0 : topic === 'sizing' || topic === 'confusion' ? 90 : 50],
    ['form', 9],
    ['sms', 4],
    ['social', 6],
  ] as const)
}

function subjectOf(random: Random, topic: Topic, { order }: Asked): string {
  const number = order ? `#${order.number}` : ''
  const own = topic === 'wismo' ? pick(random, ['Where is my order?', 'Order', 'Tracking', 'Parcel', 'Delivery?', 'order status']) : topic === 'call' ? 'Call' : PLAIN[topic][2] // prettier-ignore
  return number && happens(random, 0.5) ? `${own} ${number}` : pick(random, [own, own, 'Question', 'Hello', own.toLowerCase()]) // prettier-ignore
}

const GOODISH: readonly Mood[] = ['good', 'good', 'good', 'good', 'fair']
const MIXED: readonly Mood[] = ['good', 'good', 'fair', 'fair', 'bad']
