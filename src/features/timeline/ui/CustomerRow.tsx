/** One customer of the list: who, where, since when, and when heard of last. */
import type { CustomerSummary } from '#features/timeline/contract.ts'
import { Avatar } from '#web/components/Avatar.tsx'
import { monthAndYear, whenShort } from '#web/times.ts'

export function CustomerRow(props: {
  customer: CustomerSummary
  now: number
  isSelected: boolean
  position: number
  total: number
  onSelect: (id: string) => void
}) {
  const { customer, isSelected } = props
  const name = customer.name ?? 'No name yet'
  return (
    <div
      id={`customer-${customer.id}`}
      className="CustomerRow"
      role="option"
      aria-selected={isSelected}
      aria-current={isSelected || undefined}
      aria-posinset={props.position}
      aria-setsize={props.total}
      onClick={() => props.onSelect(customer.id)}
    >
      <Avatar name={name} {...(customer.name === null ? { initials: '?' } : {})} />
      <div className="grow">
        <div className="row between">
          <span className={customer.name === null ? 'truncate second' : 'truncate strong'}>{name}</span>
          {customer.lastAt && (
            <time className="small third fixed" dateTime={customer.lastAt}>
              {whenShort(customer.lastAt, props.now)}
            </time>
          )}
        </div>
        <div className="small second truncate">
          {[customer.place, customer.since && `since ${monthAndYear(customer.since)}`]
            .filter(Boolean)
            .join(' · ') || 'Seen once'}
        </div>
      </div>
    </div>
  )
}
