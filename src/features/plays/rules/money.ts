/** What the ledger tells: limits replayed on the past, shares of customers touched, what was bought later. Pure; claims no cause. */
import { formatMoney } from '#kit/money.ts'
import { wilsonInterval } from '#kit/statistics/wilson.ts'
import type { ActKind, FairnessAnswer, LaterAnswer, PolicyFields, ReplayAnswer } from '../contract.ts'
import { KINDS_OF_ACTS } from './kinds.ts'
import { customerPeriodOf, deciderOf, monthOf } from './policy.ts'

/** A grant as far as these look at it. */
export type Given = {
  readonly at: Date
  readonly agentId: string
  readonly customerId: string
  readonly kind: ActKind
  readonly amountMinor: number
}

/** What limits would have meant for grants, oldest first: how many would have been each agent's own to decide. */
export function replayOf(
  policy: PolicyFields,
  given: readonly Given[],
  { days, zone, currency }: { days: number; zone: string; currency: string },
): ReplayAnswer {
  const used = new Map<string, number>()
  const room = (holder: string, limit: number, amount: number) => (used.get(holder) ?? 0) + amount <= limit
  const asks: Given[] = []
  for (const one of given) {
    const agent = `agent ${one.agentId} ${monthOf(one.at, zone)}`
    const customer = `customer ${one.customerId} ${customerPeriodOf(policy, one.at, zone)}`
    const isOwn =
      deciderOf(policy, one.kind, one.amountMinor) === 'own' &&
      room(agent, policy.agentMonthMinor, one.amountMinor) &&
      room(customer, policy.customerMinor, one.amountMinor)
    if (!isOwn) asks.push(one)
    else for (const holder of [agent, customer]) used.set(holder, (used.get(holder) ?? 0) + one.amountMinor)
  }
  const dearestMinor = Math.max(0, ...asks.map(({ amountMinor }) => amountMinor))
  const dearest = asks.length === 0 ? null : { amountMinor: dearestMinor, currency }
  const covered = given.length - asks.length
  return {
    days,
    acts: given.length,
    covered,
    dearest,
    sentence: replaySentence(given.length, covered, dearest),
  }
}

function replaySentence(acts: number, covered: number, dearest: ReplayAnswer['dearest']): string {
  if (acts === 0) return 'Nothing was given in these days, so there is nothing to replay yet.'
  const head = `These limits would have covered ${covered} of ${acts} ${acts === 1 ? 'act' : 'acts'}.`
  if (dearest === null) return head
  const left = acts - covered
  return `${head} ${left} would have needed a word, ${left === 1 ? 'of' : 'the dearest'} ${formatMoney(dearest)}.`
}

/** A customer who had a moment, and what she is to be counted under. */
export type Touchable = {
  readonly customerId: string
  readonly orders: number
  readonly channel: string | null
  readonly valence: 'opportunity' | 'threat'
}

const ORDERS = [
  { segment: '0-1', label: 'None or one order', from: 0 },
  { segment: '2-4', label: '2 to 4 orders', from: 2 },
  { segment: '5+', label: '5 orders and more', from: 5 },
] as const

const VALENCES = { opportunity: 'Something nice happened', threat: 'Something went wrong' } as const

/** Who was touched, in all and by segment. `touched` got any small act, `given` something that cost money. */
export function fairnessOf(
  people: readonly Touchable[],
  { touched, given }: { touched: ReadonlySet<string>; given: ReadonlySet<string> },
  { days, isPartial }: { days: number; isPartial: boolean },
): FairnessAnswer {
  const share = (group: readonly Touchable[]) => {
    const hit = group.filter(({ customerId }) => touched.has(customerId)).length
    const interval = wilsonInterval(hit, group.length)
    return {
      customers: group.length,
      touched: hit,
      given: group.filter(({ customerId }) => given.has(customerId)).length,
      share: group.length === 0 ? null : hit / group.length,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
    }
  }
  const byChannel = [...Map.groupBy(people, ({ channel }) => channel ?? 'none')].sort(
    ([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1),
  )
  return {
    days,
    isPartial,
    all: share(people),
    groups: [
      {
        by: 'orders',
        label: 'By how often they have ordered',
        segments: ORDERS.map(({ segment, label, from }, i) => ({
          segment,
          label,
          ...share(
            people.filter(({ orders }) => orders >= from && orders < (ORDERS[i + 1]?.from ?? Infinity)),
          ),
        })),
      },
      {
        by: 'channel',
        label: 'By where they write',
        segments: byChannel.map(([channel, group]) => ({
          segment: channel,
          label: channel === 'none' ? 'Without a message' : channel,
          ...share(group),
        })),
      },
      {
        by: 'moment',
        label: 'By what the moment was',
        segments: (['opportunity', 'threat'] as const).map((valence) => ({
          segment: valence,
          label: VALENCES[valence],
          ...share(people.filter((one) => one.valence === valence)),
        })),
      },
    ],
  }
}

/** What each kind of act cost, beside what those customers bought in the days after. */
export function laterOf(
  given: readonly Given[],
  ordersOf: (customerId: string) => readonly { readonly at: Date; readonly amountMinor: number }[],
  { windowDays, until, currency }: { windowDays: number; until: Date; currency: string },
): LaterAnswer {
  const windowMs = windowDays * 86_400_000
  const whole = given.filter(({ at }) => at.getTime() + windowMs <= until.getTime())
  const rows = [...Map.groupBy(whole, ({ kind }) => kind)].map(([kind, acts]) => {
    // A customer who was given twice is counted once, from the first time on.
    const firsts = new Map<string, Date>()
    for (const { customerId, at } of acts) if (!firsts.has(customerId)) firsts.set(customerId, at)
    const bought = [...firsts].map(([id, at]) =>
      ordersOf(id)
        .filter((order) => order.at > at && order.at.getTime() <= at.getTime() + windowMs)
        .reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    )
    return {
      kind,
      label: KINDS_OF_ACTS[kind].label,
      acts: acts.length,
      customers: firsts.size,
      costMinor: acts.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
      boughtAgain: bought.filter((amount) => amount > 0).length,
      boughtMinor: bought.reduce((sum, amount) => sum + amount, 0),
    }
  })
  const waiting = new Set(given.filter((one) => !whole.includes(one)).map(({ customerId }) => customerId))
    .size
  return {
    windowDays,
    currency,
    rows: rows.sort((a, b) => b.acts - a.acts || (a.kind < b.kind ? -1 : 1)),
    waiting,
    sentence: laterSentence(rows, { windowDays, currency, waiting }),
  }
}

function laterSentence(
  rows: LaterAnswer['rows'],
  { windowDays, currency, waiting }: { windowDays: number; currency: string; waiting: number },
): string {
  const sum = (of: (row: LaterAnswer['rows'][number]) => number) => rows.reduce((n, row) => n + of(row), 0)
  if (rows.length === 0)
    return waiting > 0
      ? `No act is ${windowDays} days old yet, so there is nothing to compare.`
      : 'Nothing was given in this time.'
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency })
  return `${money(sum(({ costMinor }) => costMinor))} given; these customers bought for ${money(sum(({ boughtMinor }) => boughtMinor))} in the ${windowDays} days after. They might have bought anyway.`
}
