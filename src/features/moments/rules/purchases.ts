/** Purchases that tell of a life (S0.22): what nobody buys from this brand, nor she before; a dog bed at a furniture shop is a puppy. Pure. */
import type { Product } from '#features/timeline/contract.ts'
import type { NoticingContext, ReadEntry, StoredSign } from './shapes.ts'

/** Fewer customers than this say nothing about what is usual. */
export const USUAL_FROM_BUYERS = 100
/** So many customers who bought of a category before make it an ordinary one. */
export const ORDINARY_FROM_BUYERS = 3

type Cue = {
  readonly key: string
  readonly pattern: RegExp
  readonly event: string
  readonly fact: { kind: string; value: string }
}

/** What a thing may tell. Nothing that touches health or pregnancy: a wrong guess there hurts, a right one more. */
const CUES: readonly Cue[] = [
  {
    key: 'cue:dog',
    pattern: /\b(?:dog|puppy|puppies)\b(?!\s*(?:tooth|fish|wood|ear))|\b(?:leash|kibble)\b/i,
    event: 'a new puppy',
    fact: { kind: 'pet', value: 'May have a dog' },
  },
  {
    key: 'cue:cat',
    pattern: /\b(?:kitten|litter box|catnip|scratching post|cat (?:bed|tree|bowl|toy|food|collar))\b/i,
    event: 'a new cat',
    fact: { kind: 'pet', value: 'May have a cat' },
  },
  {
    key: 'cue:wedding',
    pattern: /\b(?:bridal|bridesmaids?|wedding (?:dress|gown|guest|favou?rs?|veil)|veil)\b/i,
    event: 'a wedding',
    fact: { kind: 'wedding', value: 'May have a wedding coming up' },
  },
  {
    key: 'cue:moving',
    pattern: /\b(?:moving box(?:es)?|packing (?:tape|paper|box(?:es)?)|housewarming)\b/i,
    event: 'a new home',
    fact: { kind: 'moving', value: 'May be moving home' },
  },
]

/** The keys under which an order counts towards what is usual: its categories and what its things may tell. */
export function categoryKeysOf({ kind, data }: Pick<ReadEntry, 'kind' | 'data'>): string[] {
  if (kind !== 'order') return []
  return [...new Set((data.products ?? []).flatMap(keysOf))]
}

/** The rarest thing of an order, where neither this customer nor (nearly) any other bought of its kind before. */
export function unusualPurchase(
  entry: ReadEntry,
  before: readonly ReadEntry[],
  { buyers }: NoticingContext,
): StoredSign | undefined {
  if (buyers.usualSince === null || buyers.usualSince >= entry.at) return undefined
  const own = new Set(before.flatMap(categoryKeysOf))
  const buyersBefore = (key: string) => (buyers.firstOf.get(key) ?? []).filter((one) => one.at < entry.at)
  const rare = (key: string) =>
    !own.has(key) &&
    buyersBefore(key).length < ORDINARY_FROM_BUYERS &&
    !buyersBefore(key).some((one) => one.customerId === entry.customerId)
  const unusual = (entry.data.products ?? [])
    .map((product) => ({ product, cue: cueOf(product), keys: keysOf(product) }))
    .filter(({ keys }) => keys.length > 0 && keys.every(rare))
    .sort((a, b) => Number(b.cue !== undefined) - Number(a.cue !== undefined))[0]
  if (!unusual) return undefined
  const { product, cue } = unusual
  return {
    kind: 'unusual_purchase',
    quote: null,
    start: null,
    end: null,
    by: cue ? `purchase.${cue.key.slice(4)}` : 'purchase.category',
    score: cue ? 0.7 : 0.55,
    slots: {
      product: product.name.slice(0, 80),
      ...(product.category ? { category: product.category } : {}),
      ...(cue ? { event: cue.event } : {}),
    },
  }
}

/** What an unusual purchase lets one guess of a customer, if anything. */
export function guessFrom(by: string): { kind: string; value: string } | undefined {
  return CUES.find(({ key }) => by === `purchase.${key.slice(4)}`)?.fact
}

function keysOf(product: Product): string[] {
  const category = product.category?.trim().toLowerCase().slice(0, 100)
  const cue = cueOf(product)
  return [...(category ? [category] : []), ...(cue ? [cue.key] : [])]
}

function cueOf({ name, category }: Product): Cue | undefined {
  return CUES.find(({ pattern }) => pattern.test(name) || (category !== undefined && pattern.test(category)))
}
