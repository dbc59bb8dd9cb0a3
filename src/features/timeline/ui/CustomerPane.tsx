/** The customer beside a moment: who, four figures, what is known (handed in), and everything that happened. */
import type { ReactNode } from 'react'
import type { CustomerDetail, TimelineEntry } from '#features/timeline/contract.ts'
import { formatMoney, fractionDigits } from '#kit/money.ts'
import type { Money } from '#kit/money.ts'
import { Avatar } from '#web/components/Avatar.tsx'
import { monthAndYear } from '#web/times.ts'
import { Timeline } from './Timeline.tsx'
import './customer.css'

export function CustomerPane(props: {
  customer: CustomerDetail
  /** "What we know", from the feature that owns facts. */
  facts: ReactNode
  timeline: { items: readonly TimelineEntry[]; next: string | null }
  /** The entry the moment on screen was noticed in. */
  nowEntryId: string | null
  /** At the end of the head: a way to the customer's own page. */
  action?: ReactNode
}) {
  const { customer } = props
  const name = customer.name ?? 'Somebody'
  return (
    <div className="CustomerPane">
      <div className="row" data-gap="10">
        <Avatar name={name} size="l" />
        <div className="grow">
          <h2 className="title truncate">{name}</h2>
          <div className="small second truncate">{placeAndSince(customer)}</div>
        </div>
        {props.action}
      </div>
      <Figures customer={customer} />
      {props.facts}
      <Timeline
        key={customer.id}
        customerId={customer.id}
        first={props.timeline}
        nowEntryId={props.nowEntryId}
      />
    </div>
  )
}

export function Figures({ customer }: { customer: CustomerDetail }) {
  const { orders, spent, returns, csat } = customer.figures
  const figures = [
    { value: String(orders), word: orders === 1 ? 'order' : 'orders' },
    {
      value: spent ? formatMoney(inWhole(spent)) : '–',
      word: 'spent',
      hint: spent ? formatMoney(spent) : undefined,
    },
    { value: String(returns), word: returns === 1 ? 'return' : 'returns' },
    {
      value: csat ? csat.mean.toFixed(1) : '–',
      word: 'CSAT',
      hint: csat ? `from ${csat.answers} answers` : 'never asked',
    },
  ]
  return (
    <dl className="Figures">
      {figures.map((figure) => (
        <div key={figure.word} title={figure.hint}>
          <dd>{figure.value}</dd>
          <dt className="small third">{figure.word}</dt>
        </div>
      ))}
    </dl>
  )
}

/** Rounded to whole units: there is room for no more. */
function inWhole({ amountMinor, currency }: Money): Money {
  const unit = 10 ** fractionDigits(currency)
  return { amountMinor: Math.round(amountMinor / unit) * unit, currency }
}

function placeAndSince(customer: CustomerDetail): string {
  const since = customer.since ? `since ${monthAndYear(customer.since)}` : null
  return [customer.place, since].filter(Boolean).join(' · ') || (customer.identities[0]?.value ?? '')
}
