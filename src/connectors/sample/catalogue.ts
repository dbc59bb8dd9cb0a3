/** What the made-up brand sells. */

export type SampleProduct = {
  readonly id: string
  readonly name: string
  readonly category: 'dress' | 'trousers' | 'tee' | 'knit' | 'socks' | 'small' | 'dog'
  /** "the Moor trousers are", not "is". */
  readonly isPlural: boolean
  /** Minor units of USD. */
  readonly priceMinor: number
  /** How often it sells beside the others. */
  readonly weight: number
}

const product = (
  name: string,
  category: SampleProduct['category'],
  priceMinor: number,
  weight: number,
): SampleProduct => ({
  id: name.toLowerCase().replaceAll(' ', '-'),
  name,
  category,
  isPlural: category === 'trousers' || category === 'socks',
  priceMinor,
  weight,
})

export const SAMPLE_PRODUCTS: readonly SampleProduct[] = [
  product('Wren dress', 'dress', 14_800, 20),
  product('Kestrel dress', 'dress', 16_800, 9),
  product('Plover wrap dress', 'dress', 17_400, 6),
  product('Moor trousers', 'trousers', 13_200, 14),
  product('Burn leggings', 'trousers', 8_800, 7),
  product('Fern tee', 'tee', 6_800, 18),
  product('Sedge long sleeve', 'tee', 7_800, 10),
  product('Tarn jumper', 'knit', 15_800, 8),
  product('Heath cardigan', 'knit', 17_800, 7),
  product('Corrie hoodie', 'knit', 14_200, 6),
  product('Thistle socks', 'socks', 2_200, 9),
  product('Bracken beanie', 'small', 3_400, 5),
  product('Skye scarf', 'small', 5_600, 4),
  product('Pip dog jumper', 'dog', 4_800, 2),
]

export const COLOURS = ['pine', 'slate', 'oat', 'plum', 'ink', 'rust', 'sea', 'black', 'heather'] as const

export const SIZES = ['XS', 'S', 'M', 'L', 'XL', 'XXL'] as const
