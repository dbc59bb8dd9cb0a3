/** What may truly be put into a slot: of a person, at a time, about an order, by an agent. */
import { happens, integerBetween, pick, type Random } from '#kit/random.ts'
import { DAY_MS } from '#kit/time.ts'
import { SIZES } from './catalogue.ts'
import type { Person } from './people.ts'
import { closingAfter, isOpenAt, wallOf } from './rhythm.ts'
import { AGENT_SELVES, type SampleAgent } from './roster.ts'
import type { Facts } from './wording.ts'
import type { Line, PlannedOrder } from './world.ts'

export type About = {
  readonly order?: PlannedOrder
  readonly line?: Line
  readonly agent?: SampleAgent
  /** When the agent said that something would have happened. */
  readonly promisedMs?: number
  /** Given in place of what chance would choose. */
  readonly also?: Facts
}

/** Every true filling for the person at the instant. */
export function factsOf(random: Random, person: Person, atMs: number, about: About): Facts {
  return {
    ...selfFacts(random, person),
    ...timeFacts(random, person, atMs),
    ...lineFacts(random, person, about.line ?? about.order?.lines[0]),
    ...(about.order ? orderFacts(about.order, atMs) : {}),
    ...(about.agent ? agentFacts(random, about.agent) : {}),
    ...(about.promisedMs === undefined ? {} : { promised: weekdayOf(about.promisedMs) }),
    ...about.also,
  }
}

/** What an agent may say: her promise falls due at `dueMs`. */
export function agentFactsOf(
  random: Random,
  person: Person,
  atMs: number,
  dueMs: number,
  about: About,
): Facts {
  const agent = about.agent
  const self = agent ? AGENT_SELVES[agent.name] : undefined
  const facts = factsOf(random, person, atMs, about)
  return {
    ...facts,
    name: person.first,
    today: weekdayOf(atMs),
    ...hourFacts(atMs),
    byday: weekdayOf(dueMs),
    bytime: pick(random, ['noon', '3 pm', '4 pm', '5 pm', '15:00', '11 am']),
    depot: pick(random, ['Portland', 'Albany', 'Columbus', 'Newark', 'Omaha', 'Memphis']),
    me: agent ? firstNameOf(agent) : 'the team',
    myheight: self?.height,
    mysize: self?.size,
    Mytale: self && `${self.tale[0]?.toUpperCase()}${self.tale.slice(1)}`,
  }
}

/** What only the machine's replies say of the hour. */
function hourFacts(atMs: number): Facts {
  const wall = wallOf(atMs)
  if ([0, 6].includes(wall.getUTCDay())) return { weekend: 'it’s the weekend' }
  if (!isOpenAt(atMs)) return { closed: 'closed' }
  return wall.getUTCHours() === 12 ? { lunch: 'team lunch' } : {}
}

export function firstNameOf(agent: SampleAgent): string {
  return agent.name.split(' ')[0] ?? agent.name
}

/** "Tuesday", in the shop's zone. */
export function weekdayOf(atMs: number): string {
  return DAYS[wallOf(atMs).getUTCDay()] ?? 'Monday'
}

/** "the 12th", in the shop's zone. */
export function dayOf(atMs: number): string {
  const day = wallOf(atMs).getUTCDate()
  const ending = day % 10 === 1 && day !== 11 ? 'st' : day % 10 === 2 && day !== 12 ? 'nd' : day % 10 === 3 && day !== 13 ? 'rd' : 'th' // prettier-ignore
  return `the ${day}${ending}`
}

function selfFacts(random: Random, person: Person): Facts {
  return {
    first: person.first,
    family: person.family,
    full: `${person.first} ${person.family}`,
    city: person.place.city,
    newcity: pick(
      random,
      MOVES.filter((city) => city !== person.place.city),
    ),
    height: person.height,
    usual: person.usual,
    size: person.size,
    relative: pick(random, RELATIVES),
    years: person.years >= 2 ? NUMBERS[person.years] : undefined,
    nth: person.years >= 2 ? pick(random, ORDINALS.slice(person.years - 2)) : undefined,
    pet: person.pet?.kind,
    petname: person.pet?.name,
    twin: person.externalToo && '',
    reference: `TM-${integerBetween(random, 41_000, 98_999)}`,
  }
}

function timeFacts(random: Random, { place }: Person, atMs: number): Facts {
  const eventMs = atMs + integerBetween(random, 4, 13) * DAY_MS
  const month = wallOf(atMs).getUTCMonth()
  const isSouth = place.country === 'NZ' || place.country === 'AU'
  const isCold = !isSouth && (month >= 10 || month <= 2)
  return {
    weekday: weekdayOf(atMs + integerBetween(random, 2, 5) * DAY_MS),
    eventday: weekdayOf(atMs + integerBetween(random, 3, 6) * DAY_MS),
    eventdate: dayOf(eventMs),
    eventdays: String(Math.round((eventMs - atMs) / DAY_MS)),
    season: month >= 8 && month <= 10 ? 'autumn' : month === 11 || month <= 1 ? 'winter' : month <= 4 ? 'spring' : 'summer', // prettier-ignore
    ...(isCold ? { snow: 'snow', chilly: 'cold' } : {}),
    ...(month >= 10 ? { Christmas: 'Christmas', Santa: 'Santa', holidays: 'holidays' } : {}),
    ...(month === 10 ? { Thanksgiving: 'Thanksgiving' } : {}),
    ...(month === 9 || month === 10 ? { blackfriday: 'black friday' } : {}),
  }
}

function lineFacts(random: Random, person: Person, line: Line | undefined): Facts {
  if (!line) return { colour: person.favourite }
  const { product } = line
  const plural = product.isPlural
  const [base, length] = line.size.split(' ')
  const step = SIZES.findIndex((size) => size === base)
  const goesUp = step <= 0 || (step < SIZES.length - 1 && happens(random, 0.5))
  return {
    product: product.name,
    [product.category]: product.name,
    item: ITEMS[product.category] ?? product.name.split(' ').at(-1),
    colour: line.colour,
    osize: line.size,
    newsize: step < 0 ? undefined : [SIZES[step + (goesUp ? 1 : -1)], length].filter(Boolean).join(' '),
    toowhat: step < 0 ? undefined : goesUp ? pick(random, ['small', 'tight', 'short']) : pick(random, ['big', 'long', 'wide']), // prettier-ignore
    is: plural ? 'are' : 'is',
    Is: plural ? 'Are' : 'Is',
    was: plural ? 'were' : 'was',
    has: plural ? 'have' : 'has',
    it: plural ? 'they' : 'it',
    them: plural ? 'them' : 'it',
    this: plural ? 'these' : 'this',
    fits: plural ? 'fit' : 'fits',
    amount: dollars(product.priceMinor),
  }
}

function orderFacts(order: PlannedOrder, atMs: number): Facts {
  const days = Math.floor((atMs - order.at) / DAY_MS)
  return {
    order: `#${order.number}`,
    ordered:
      days < 27
        ? dayOf(order.at)
        : `${wallOf(order.at).getUTCDate()} ${MONTHS[wallOf(order.at).getUTCMonth()]}`,
    days: days >= 3 && days <= 40 ? String(days) : undefined,
    carrier: order.carrier,
    tracking: order.tracking,
    amount: dollars(
      order.lines.reduce((sum, { product, quantity }) => sum + product.priceMinor * quantity, 0),
    ),
  }
}

/** As a customer writes the name of who helped her: mostly right, at times a nickname or a slip. */
function agentFacts(random: Random, agent: SampleAgent): Facts {
  const first = firstNameOf(agent)
  const roll = random()
  const name =
    roll < 0.09 && agent.nicknames.length > 0 ? pick(random, agent.nicknames)
    : roll < 0.13 ? (SLIPS[first] ?? first)
    : roll < 0.17 ? first.toLowerCase()
    : roll < 0.2 ? agent.name
    : first // prettier-ignore
  const isHe = MEN.has(first)
  return {
    agent: name,
    agentheight: AGENT_SELVES[agent.name]?.height,
    she: isHe ? 'he' : 'she',
    She: isHe ? 'He' : 'She',
    her: isHe ? 'him' : 'her',
    her2: isHe ? 'his' : 'her',
  }
}

/** The day by which an agent may fairly promise: the closing of one of the next business days. */
export function fairPromise(random: Random, atMs: number): number {
  return closingAfter(atMs, integerBetween(random, 1, 3))
}

export const dollars = (minor: number) =>
  minor % 100 === 0 ? `$${minor / 100}` : `$${(minor / 100).toFixed(2)}`

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)
const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']
const ORDINALS = ['fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'twelfth']
const RELATIVES = ['sister', 'sister', 'best friend', 'mum', 'mother', 'cousin', 'aunt', 'niece', 'grandmother', 'sister-in-law', 'daughter', 'goddaughter'] // prettier-ignore
const MOVES = ['Asheville', 'Madison', 'Boulder', 'Portland', 'Chicago', 'Ithaca', 'Tacoma', 'Richmond']
const ITEMS: Readonly<Record<string, string>> = {
  tee: 'top',
  socks: 'socks',
  trousers: 'trousers',
  dress: 'dress',
}
const SLIPS: Readonly<Record<string, string>> = { Priya: 'Prya', Marcus: 'Markus', Aroha: 'Arhoa', Lucia: 'Luica', Alice: 'Alcie', Anne: 'Ann' } // prettier-ignore
const MEN = new Set(['Marcus', 'Sam', 'Dov'])
