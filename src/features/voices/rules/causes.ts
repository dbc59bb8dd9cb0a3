/** Causes of complaints: those every workspace begins with, and what a workspace made of them. Pure. */

export type Cause = {
  readonly id: string
  readonly parentId: string | null
  readonly name: string
  readonly isArchived: boolean
}

const branch = (id: string, name: string, leaves: Readonly<Record<string, string>>): Cause[] => [
  { id, parentId: null, name, isArchived: false },
  ...Object.entries(leaves).map(([leaf, name]) => ({
    id: `${id}.${leaf}`,
    parentId: id,
    name,
    isArchived: false,
  })),
]

const STARTER: readonly Cause[] = [
  ...branch('delivery', 'Delivery', { late: 'Late', lost: 'Lost', damaged: 'Damaged on the way', wrong: 'Wrong thing sent' }),
  ...branch('product', 'Product', { fit: 'Size and fit', quality: 'Quality', shown: 'Not as shown' }),
  ...branch('service', 'Service', { slow: 'Slow to answer', chased: 'Had to chase us', wrong: 'Wrong or no help', tone: 'Tone' }),
  ...branch('money', 'Money', { refund: 'Refund late', charged: 'Charged wrongly', price: 'Price' }),
  ...branch('site', 'Site and checkout', { broken: 'Something did not work', unclear: 'Unclear' }),
] // prettier-ignore

/** The starter causes with a workspace's own words over them; new ones after. Branches first, each with its leaves. */
export function causesWith(own: readonly Cause[]): Cause[] {
  const changed = new Map(own.map((cause) => [cause.id, cause]))
  const known = new Set(STARTER.map(({ id }) => id))
  const all = [
    ...STARTER.map((cause) => changed.get(cause.id) ?? cause),
    ...own.filter(({ id }) => !known.has(id)),
  ]
  return all
    .filter(({ parentId }) => parentId === null)
    .flatMap((parent) => [parent, ...all.filter(({ parentId }) => parentId === parent.id)])
}

/** "Delivery: Late". */
export function causeName(causes: readonly Cause[], id: string): string {
  const cause = causes.find((one) => one.id === id)
  const parent = causes.find((one) => one.id === cause?.parentId)
  return cause ? (parent ? `${parent.name}: ${cause.name}` : cause.name) : 'A cause that is gone'
}
