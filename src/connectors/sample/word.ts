/** The brand keeps most of what its people said: whoever promised something writes again in time, or late, or not at all. */
import type { IncomingEntry } from '#features/timeline/index.ts'
import { happens, numberBetween, randomOf, type Random } from '#kit/random.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import { agentFactsOf, firstNameOf } from './facts.ts'
import { closingAfter, isOpenAt, wallOf, workMoment } from './rhythm.ts'
import { SAMPLE_AGENTS, type SampleAgent } from './roster.ts'
import type { Life, World } from './world.ts'

/** The share of its words that each channel keeps. */
const KEPT: Readonly<Record<string, number>> = {
  chat: 0.98,
  email: 0.98,
  form: 0.975,
  sms: 0.97,
  social: 0.98,
}
const KEPT_ELSEWHERE = 0.93
/** Of what was not kept in time, so much is done late. */
const DONE_LATE = 0.6

/** Adds the messages that keep what was said in the conversations told so far. */
export function keepWord(world: World, lives: readonly Life[]): void {
  const personOf = new Map(lives.map(({ person }) => [person.key, person]))
  const talks = Map.groupBy(
    world.entries.filter(({ conversation, kind }) => conversation !== undefined && kind !== 'note'),
    ({ conversation }) => conversation ?? '',
  )
  for (const [thread, entries] of talks) {
    const person = personOf.get(thread.replace(/-c\d+$/, ''))
    if (!person) continue
    const talk = entries.toSorted((a, b) => a.at.getTime() - b.at.getTime())
    for (const said of [...talk]) {
      const dueMs = said.kind === 'message_out' ? dueOf(said.text ?? '', said.at.getTime()) : undefined
      if (dueMs === undefined || dueMs > world.untilMs) continue
      sendOff(world, said, dueMs)
      // What the form's machine says is kept or not by how soon a person gets to it.
      const isForm = said.channel === 'form' && said.data?.automatic === true
      if (isForm || isAnswered(talk, said, dueMs)) continue
      const random = randomOf(`${world.seed}/${said.messageId}/word`)
      const atMs = momentOf(random, said, dueMs)
      if (atMs === undefined || atMs > world.untilMs) continue
      const agent = agentOf(said, talk) ?? SAMPLE_AGENTS[1]
      if (!agent) continue
      const situation = dueMs - said.at.getTime() < 2 * HOUR_MS ? 'agent.hello' : atMs > dueMs ? 'agent.late' : 'agent.kept' // prettier-ignore
      const facts = agentFactsOf(random, person, atMs, closingAfter(atMs, 1), { agent })
      const text = world.wording.tell(random, situation, facts)
      if (text === undefined) continue
      const follow: IncomingEntry = {
        source: said.source,
        messageId: `${said.messageId}-word`,
        at: new Date(atMs),
        identities: said.identities,
        kind: 'message_out',
        ...(said.channel === undefined ? {} : { channel: said.channel === 'form' ? 'email' : said.channel }),
        conversation: thread,
        text: situation === 'agent.hello' ? text : `${text}\n\n${firstNameOf(agent)}\nTussock Merino`,
        author: { kind: 'agent', name: agent.name },
        ...(said.data?.order === undefined ? {} : { data: { order: said.data.order } }),
      }
      world.entries.push(follow)
      talk.push(follow)
    }
  }
}

const LEAVES = /\b(?:leaves? us|leaves? today|goes? out|in the post|post (?:it|one) to you|tomorrow's van)\b/i
const ARRIVES = /\b(?:be (?:there|with you)|you['’]ll have (?:it|a new one)|have it back with you)\b/i

/** What goes out by hand, or comes to her door without an order of its own: the van's side of what was said. */
function sendOff(world: World, said: IncomingEntry, dueMs: number): void {
  const { text = '', messageId, source, identities, at } = said
  const isLeaving = LEAVES.test(text)
  if ((!isLeaving && !ARRIVES.test(text)) || dueMs - at.getTime() < 2 * HOUR_MS) return
  const random = randomOf(`${world.seed}/${messageId}/van`)
  const arrivesMs = world.arrivals.get(said.data?.order ?? '') ?? 0
  const isUnderWay = arrivesMs > at.getTime() && arrivesMs <= dueMs
  const atMs = momentOf(random, said, dueMs)
  if ((isUnderWay && !isLeaving) || atMs === undefined || atMs > world.untilMs) return
  world.entries.push({
    source,
    messageId: `${messageId}-van`,
    at: new Date(atMs),
    identities,
    kind: isLeaving ? 'fulfilment' : 'delivery',
    channel: isLeaving ? 'shop' : 'carrier',
    author: { kind: 'machine' },
    data: { status: isLeaving ? 'shipped' : 'delivered', carrier: 'UPS' },
  })
}

/** In time, late, or undefined for never. */
function momentOf(random: Random, said: IncomingEntry, dueMs: number): number | undefined {
  const saidMs = said.at.getTime()
  if (happens(random, KEPT[said.channel ?? ''] ?? KEPT_ELSEWHERE)) {
    const within = () => Math.floor(saidMs + (dueMs - saidMs) * numberBetween(random, 0.3, 0.9))
    let atMs = within()
    for (let turn = 0; turn < 16 && !isOpenAt(atMs); turn++) atMs = within()
    return atMs
  }
  return happens(random, DONE_LATE) ? workMoment(random, dueMs, numberBetween(random, 40, 900)) : undefined
}

/** A person's word between what was said and its time. */
function isAnswered(talk: readonly IncomingEntry[], said: IncomingEntry, dueMs: number): boolean {
  return talk.some(
    ({ kind, author, at }) =>
      kind === 'message_out' && author?.kind === 'agent' && at > said.at && at.getTime() <= dueMs,
  )
}

function agentOf(said: IncomingEntry, talk: readonly IncomingEntry[]): SampleAgent | undefined {
  const names = [said, ...talk].flatMap(({ author }) => (author?.kind === 'agent' ? [author.name] : []))
  return SAMPLE_AGENTS.find(({ name }) => name === names[0])
}

const SAYS_SO = /(?:['’]ll|\bwill|\bexpect|\bplease allow|\btakes? up to|\bgive me until|\bwithin|\bwe reply|\bwe answer)\b/i // prettier-ignore
const COUNTS: Readonly<Record<string, number>> = { one: 1, a: 1, two: 2, three: 3, five: 5 }

/** The earliest time by which words like these can be meant, in milliseconds; undefined where they promise nothing. */
function dueOf(text: string, atMs: number): number | undefined {
  if (!SAYS_SO.test(text)) return undefined
  const amount = (pattern: RegExp) => {
    const [, word = ''] = pattern.exec(text) ?? []
    return word === '' ? undefined : (COUNTS[word.toLowerCase()] ?? Number(word))
  }
  const minutes = amount(/(?:within|about) (\d+) minutes/i)
  if (minutes !== undefined) return atMs + minutes * MINUTE_MS
  if (/within (?:the|an) hour/i.test(text)) return atMs + 55 * MINUTE_MS
  const hours = amount(/within (\d+) (?:working )?hours/i)
  if (hours !== undefined) return atMs + hours * HOUR_MS
  const clock = clockIn(text)
  const weekday = /\b(Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)\b/.exec(text)?.[1]
  if (weekday !== undefined) {
    const from = wallOf(atMs)
    const days = (DAYS.indexOf(weekday) - from.getUTCDay() + 7) % 7 || 7
    return atWall(atMs, days, clock ?? 17 * 60)
  }
  if (/\btomorrow\b/i.test(text)) return atWall(atMs, 1, clock ?? 17 * 60)
  if (clock !== undefined) {
    const today = atWall(atMs, 0, clock)
    return today > atMs ? today : atWall(atMs, 1, clock)
  }
  if (/\b(?:today|this afternoon|tonight|this evening)\b/i.test(text)) return Math.max(atWall(atMs, 0, 17 * 60), atMs + HOUR_MS) // prettier-ignore
  const days = amount(/(\d+|one|two|three|five)(?: to \d+)? (?:business|working) days?/i)
  return closingAfter(atMs, days ?? 2)
}

/** Minutes after midnight of the clock time that a text names. */
function clockIn(text: string): number | undefined {
  if (/\bnoon\b/i.test(text)) return 12 * 60
  const [, hour, minute, half] =
    /\b(?:by|at|until|before|than) (\d{1,2})(?::(\d\d))? ?([ap]m)?\b/i.exec(text) ?? []
  if (hour === undefined || (minute === undefined && half === undefined)) return undefined
  const inHalf = half?.toLowerCase() === 'pm' && Number(hour) < 12 ? 12 : 0
  return (Number(hour) + inHalf) * 60 + Number(minute ?? 0)
}

/** The shop's wall clock at so many minutes of a day ahead. */
function atWall(atMs: number, days: number, minutes: number): number {
  const wall = wallOf(atMs).getTime()
  return atMs + (Math.floor(wall / DAY_MS) * DAY_MS + days * DAY_MS + minutes * MINUTE_MS - wall)
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
