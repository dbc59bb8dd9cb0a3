/** What the made-up brand's agents gave in the past: which moment moved whom to what, for how much and why. Pure; nothing is given here. */
import { happens, numberBetween, pick, pickWeighted, randomOf } from '#kit/random.ts'
import { HOUR_MS } from '#kit/time.ts'
import { SAMPLE_AGENTS, type SampleAgent } from './roster.ts'

type Way = {
  readonly kind: 'credit' | 'discount' | 'gift' | 'parcel'
  /** In cents, within the policy every workspace begins with. */
  readonly amountMinor: number
  readonly title: string
  readonly reason: string
}

type SampleGift = Way & { readonly agent: SampleAgent; readonly at: Date }

/** How many of the moments of a kind were answered with money or a gift: ratio, 0 to 1; and what was chosen among. */
type Giving = readonly [share: number, ...ways: Way[]]

const way = (kind: Way['kind'], amountMinor: number, title: string, reason: string): Way => ({
  kind,
  amountMinor,
  title,
  reason,
})

const TROUBLE: Giving = [
  0.1,
  way('credit', 1_000, 'Give $10 for the trouble', 'It should have taken one mail'),
  way('credit', 800, 'Give $8 for the trouble', 'More mails than it should have taken'),
  way('discount', 1_000, 'A code for the next order', 'The answer was right and came late'),
]
const LATE: Giving = [
  0.08,
  way('parcel', 1_800, 'Send a second one by express', 'The first one stood still'),
  way('credit', 900, 'Give the shipping back', 'It took longer than we had said'),
]
const MADE_GOOD: Giving = [
  0.12,
  way('credit', 1_500, 'Make good with $15', 'It was ours to put right'),
  way('discount', 1_200, 'A code for the next order', 'So that the next one costs her less'),
]
const GLAD: Giving = [
  0.1,
  way('gift', 1_200, 'Put a small present in the parcel', 'Something for the day, wrapped'),
  way('gift', 700, 'A small surprise in the parcel', 'She told us who it is for'),
]
const NEW_HERE: Giving = [
  0.03,
  way('gift', 500, 'A pair of liners in the parcel', 'Her first order with us'),
  way('gift', 400, 'A card and a swatch in the parcel', 'So that the first parcel has a surprise in it'),
  way('discount', 1_000, 'A code for the second order', 'So that she comes a second time'),
]
const OLD_FRIEND: Giving = [
  0.1,
  way('credit', 2_000, 'Give $20 to thank her', 'She has been with us for long, and never heard so from us'),
  way('discount', 1_500, 'A code for the next order', 'She comes back, again and again'),
]
const SENT_BACK: Giving = [0.1, way('discount', 1_000, 'A code for the next size', 'Two came back; the third should be easy')] // prettier-ignore

const GIVING: Readonly<Record<string, Giving>> = {
  repeat_contact: TROUBLE,
  asks_again: TROUBLE,
  effort: TROUBLE,
  confusion: TROUBLE,
  chasing: LATE,
  deadline: LATE,
  delivery_delayed: LATE,
  delivery_failed: LATE,
  no_scan: LATE,
  complaint: MADE_GOOD,
  upset: MADE_GOOD,
  bad_review: MADE_GOOD,
  survey_low: MADE_GOOD,
  wedding: GLAD,
  birthday: GLAD,
  baby: GLAD,
  pet: GLAD,
  gift: GLAD,
  first_time: NEW_HERE,
  first_order: NEW_HERE,
  loyal: OLD_FRIEND,
  loyal_years: OLD_FRIEND,
  returned_twice: SENT_BACK,
}

/** Some give often and some have hardly begun, as in any team. */
const HANDS: Readonly<Record<string, number>> = {
  'Jo Park': 24,
  'Priya Nair': 18,
  'Lucia Fenn': 14,
  'Sam Ibarra': 12,
  'Aroha Tamihana': 10,
  'Anne Rutter': 9,
  'Dov Castellan': 6,
  'Marcus Till': 4,
  'Alice Stannard': 3,
}

/** What was given about a moment, some hours after it; undefined for most. The same moment always gives the same. */
export function giftFor(
  seed: string,
  moment: { readonly kind: string; readonly at: Date; readonly words: string },
): SampleGift | undefined {
  const giving = GIVING[moment.kind]
  if (!giving) return undefined
  const random = randomOf(`${seed}/given/${moment.at.toISOString()}/${moment.kind}/${moment.words}`)
  const [share, ...ways] = giving
  if (!happens(random, share)) return undefined
  return {
    ...pick(random, ways),
    agent: pickWeighted(
      random,
      SAMPLE_AGENTS.map((agent) => [agent, HANDS[agent.name] ?? 1] as const),
    ),
    at: new Date(moment.at.getTime() + Math.round(numberBetween(random, 0.5, 6) * HOUR_MS)),
  }
}
