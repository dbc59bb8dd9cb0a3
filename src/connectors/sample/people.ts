/** The made-up customers: who they are, where they live, how they write. Everything of one follows from seed and number. */
import { happens, integerBetween, pick, pickWeighted, randomOf, type Random } from '#kit/random.ts'
import { COLOURS, SIZES } from './catalogue.ts'
import { FAMILY_NAMES, FIRST_NAMES, PET_NAMES, PETS, PLACES, type Place } from './names.ts'
import { pickVoice, type Voice } from './voice.ts'

export type Standing = 'prospect' | 'new' | 'regular' | 'loyal' | 'trade' | 'noise'

export type Person = {
  readonly key: string
  readonly first: string
  readonly family: string
  readonly email: string
  readonly phone?: string
  /** The shop's id of her, and a second one where she made an account twice with one address. */
  readonly external: string
  readonly externalToo?: string
  readonly anonymous: string
  readonly place: Place
  readonly device: 'mobile' | 'tablet' | 'desktop'
  readonly voice: Voice
  readonly standing: Standing
  /** Full years with the brand; 0 for the new. */
  readonly years: number
  readonly height: string
  readonly usual: string
  readonly size: string
  readonly petite: boolean
  readonly tall: boolean
  readonly favourite: string
  readonly pet?: { readonly kind: string; readonly name: string }
}

const STANDINGS: readonly (readonly [Standing, number])[] = [
  ['prospect', 15],
  ['new', 34],
  ['regular', 32],
  ['loyal', 17],
  ['trade', 0.7],
  ['noise', 1],
]

/** The customer of that number under the seed. */
export function personOf(seed: string, number: number): Person {
  const random = randomOf(`${seed}/person/${number}`)
  const [first, family] = [pick(random, FIRST_NAMES), pick(random, FAMILY_NAMES)]
  const place = pick(random, pickWeighted(random, PLACES))
  const standing = pickWeighted(random, STANDINGS)
  const key = `${seed}-${number}`
  return {
    key,
    first,
    family,
    email: addressOf(random, first, family, number),
    external: `shop:${720_000 + number * 7}`,
    ...(happens(random, 0.014) ? { externalToo: `shop:${910_000 + number * 7}` } : {}),
    ...(happens(random, 0.22) ? { phone: phoneOf(random, place.country, number) } : {}),
    anonymous: `${key}-web`,
    place,
    device: pickWeighted(random, [['mobile', 62], ['desktop', 32], ['tablet', 6]] as const), // prettier-ignore
    voice: pickVoice(random),
    standing,
    years: standing === 'loyal' ? integerBetween(random, 2, 7) : standing === 'regular' ? pick(random, [0, 1, 1, 2]) : 0, // prettier-ignore
    ...bodyOf(random, place.country),
    favourite: pick(random, COLOURS),
    ...(happens(random, 0.38) ? { pet: { kind: pick(random, PETS), name: pick(random, PET_NAMES) } } : {}),
  }
}

function bodyOf(random: Random, country: string) {
  const centimetres = Math.round(
    152 + 30 * ((random() + random() + random()) / 3) + (happens(random, 0.1) ? 8 : 0),
  )
  const step = Math.min(5, Math.max(0, Math.round(((random() + random()) / 2) * 6 - 0.4)))
  const isMetric = !['US', 'GB'].includes(country)
  const inches = Math.round(centimetres / 2.54)
  return {
    height: isMetric ? `${centimetres} cm` : `${Math.floor(inches / 12)}'${inches % 12}`,
    usual: country === 'US' || country === 'CA' ? `US ${2 + step * 3 + (step % 2)}` : country === 'GB' || country === 'NZ' || country === 'AU' ? `UK ${6 + step * 3 - (step % 2)}` : `EU ${34 + step * 3 - (step % 2)}`, // prettier-ignore
    size: SIZES[step] ?? 'M',
    petite: centimetres < 160,
    tall: centimetres > 174,
  }
}

function addressOf(random: Random, first: string, family: string, number: number): string {
  const [given, last] = [first, family].map((name) => name.toLowerCase().replace(/[^a-z]/g, ''))
  const local = pick(random, [
    `${given}.${last}`,
    `${given}${number % 97}`,
    `${given?.[0]}${last}`,
    `${last}.${given}`,
  ])
  return `${local}.${number}@${pick(random, ['mail.example', 'post.example', 'inbox.example.com', 'example.org', 'home.example.net'])}`
}

/** Numbers no carrier gives out: 555-01xx in North America, 07700 900xxx in Britain. */
function phoneOf(random: Random, country: string, number: number): string {
  const last = String(number % 1000).padStart(3, '0')
  if (country === 'US' || country === 'CA')
    return `+1${pick(random, ['207', '303', '312', '412', '503', '617', '802'])}555${String(100 + (number % 100)).padStart(4, '0')}`
  return `+447700900${last}`
}
