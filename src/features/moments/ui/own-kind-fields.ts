/** A kind of one's own as its form holds it: texts, and back again. Pure. */
import type { OwnKindDefinition } from '#features/moments/contract.ts'

export type OwnKindFields = {
  name: string
  valence: OwnKindDefinition['valence']
  livesHours: string
  /** One phrase a line. */
  any: string
  none: string
  saidBy: OwnKindDefinition['saidBy']
  /** Empty for any. */
  channel: string
  /** In whole units of the workspace's currency, as typed. */
  orderAtLeast: string
  isFirstOrder: boolean
  product: string
  daysFrom: string
  daysTo: string
}

export const EMPTY: OwnKindFields = {
  name: '',
  valence: 'opportunity',
  livesHours: '72',
  any: '',
  none: '',
  saidBy: 'customer',
  channel: '',
  orderAtLeast: '',
  isFirstOrder: false,
  product: '',
  daysFrom: '',
  daysTo: '',
}

const linesOf = (text: string): string[] =>
  text
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
const numberOf = (text: string): number | null => (text.trim() === '' ? null : Number(text))
const told = (value: number | null | undefined): string => (value == null ? '' : String(value))

/** What the form says; whether it is sound is for the contract to say. */
export function definitionOf(fields: OwnKindFields): unknown {
  const { name, valence, livesHours, saidBy, channel, isFirstOrder, product } = fields
  const [from, to, worth] = [fields.daysFrom, fields.daysTo, fields.orderAtLeast].map(numberOf)
  return {
    name,
    valence,
    livesHours: Number(livesHours),
    any: linesOf(fields.any),
    none: linesOf(fields.none),
    saidBy,
    channel: channel === '' ? null : channel,
    conditions: {
      orderAtLeast: worth == null || worth === 0 ? null : Math.round(worth * 100),
      isFirstOrder,
      product: product.trim() === '' ? null : product,
      daysSinceOrder: from == null && to == null ? null : { from, to },
    },
  }
}

export function fieldsOf({ conditions, ...rest }: OwnKindDefinition): OwnKindFields {
  const { orderAtLeast, isFirstOrder, product, daysSinceOrder } = conditions
  return {
    name: rest.name,
    valence: rest.valence,
    livesHours: String(rest.livesHours),
    any: rest.any.join('\n'),
    none: rest.none.join('\n'),
    saidBy: rest.saidBy,
    channel: rest.channel ?? '',
    orderAtLeast: orderAtLeast === null ? '' : String(orderAtLeast / 100),
    isFirstOrder,
    product: product ?? '',
    daysFrom: told(daysSinceOrder?.from),
    daysTo: told(daysSinceOrder?.to),
  }
}
