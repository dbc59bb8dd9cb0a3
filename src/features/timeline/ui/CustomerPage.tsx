/** One customer whole: who she is, four figures, what is known, who she was joined with, and everything that happened. */
import { ActionIcon, Badge } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { CustomerDetail } from '#features/timeline/contract.ts'
import { Problem, read } from '#web/api.ts'
import { Avatar } from '#web/components/Avatar.tsx'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { useIsPhone } from '#web/screen-size.ts'
import { monthAndYear } from '#web/times.ts'
import { CustomerPageJoined } from './CustomerPageJoined.tsx'
import { CustomerPageTimeline } from './CustomerPageTimeline.tsx'
import { customerKey } from './CustomersCache.ts'
import { Figures } from './CustomerPane.tsx'

/** What is known of a customer belongs to another feature and is handed in by the router. */
export type FactsSlot = (customerId: string) => ReactNode

export function CustomerPage(props: {
  id: string
  facts: FactsSlot
  onBack: () => void
  /** After a joining, when another row stands for the person. */
  onOther: (id: string) => void
}) {
  const isPhone = useIsPhone()
  const { data, error, refetch } = useQuery({
    queryKey: customerKey(props.id),
    queryFn: () => read.customer(props.id),
  })
  return (
    <article className="CustomerPage" aria-label={data?.name ?? 'Customer'}>
      {data ? (
        <>
          <Head customer={data} onBack={isPhone ? props.onBack : undefined} />
          <div className="CustomerPage-body">
            <CustomerPageTimeline customerId={data.id} />
            <aside className="CustomerPage-side" aria-label="Who she is">
              <Figures customer={data} />
              {props.facts(data.id)}
              <Identities customer={data} />
              <CustomerPageJoined customer={data} onOther={props.onOther} />
            </aside>
          </div>
        </>
      ) : error ? (
        <NotRead error={error} onRetry={() => void refetch()} onBack={props.onBack} />
      ) : (
        <LoadingLines widths={[30, 46, 92, 84, 88, 60]} />
      )}
    </article>
  )
}

function Head({ customer, onBack }: { customer: CustomerDetail; onBack: (() => void) | undefined }) {
  const name = customer.name ?? 'No name yet'
  const words = [
    customer.place,
    customer.since && `since ${monthAndYear(customer.since)}`,
    customer.language && languageWord(customer.language),
  ].filter(Boolean)
  return (
    <header className="CustomerPage-head">
      {onBack && <h1 className="visually-hidden">Customers</h1>}
      {onBack && (
        <ActionIcon aria-label="Back to the list" onClick={onBack}>
          <Icon name="chevron-left" size="l" />
        </ActionIcon>
      )}
      <Avatar name={name} size="l" {...(customer.name === null ? { initials: '?' } : {})} />
      <div className="grow">
        <h2 className="title truncate">{name}</h2>
        <div className="small second truncate">
          {words.join(' · ') || 'Heard of once, by name or address only'}
        </div>
      </div>
      {customer.name !== null && (
        <Link href={`/moments?q=${encodeURIComponent(customer.name)}`} className="Link fixed">
          Open moments
        </Link>
      )}
    </header>
  )
}

const KIND_WORDS = { external: 'Number', email: 'E-mail', phone: 'Phone', anonymous: 'Device' } as const
const KIND_ICONS = { external: 'building-store', email: 'mail', phone: 'phone', anonymous: 'world' } as const

function Identities({ customer }: { customer: CustomerDetail }) {
  return (
    <section aria-labelledby="identities">
      <h3 className="head" id="identities">
        Known by
      </h3>
      <ul className="Identities">
        {customer.identities.map(({ kind, value, verified }) => (
          <li key={`${kind} ${value}`}>
            <Icon name={KIND_ICONS[kind]} size="s" label={KIND_WORDS[kind]} />
            <span className="grow truncate" title={value}>
              {value}
            </span>
            {!verified && kind !== 'anonymous' && (
              <Badge data-variant="outline" title="A website said so; no server has confirmed it yet">
                claimed
              </Badge>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function NotRead(props: { error: Error; onRetry: () => void; onBack: () => void }) {
  const isGone = props.error instanceof Problem && props.error.status === 404
  if (isGone)
    return (
      <div className="Face">
        <h2 className="display">No such customer here</h2>
        <p>She may have been erased, or the address is cut short.</p>
        <button type="button" className="Link" onClick={props.onBack}>
          All customers
        </button>
      </div>
    )
  return (
    <FailedFace
      title="This customer could not be read."
      detail={`${props.error.message}. Nothing is lost.`}
      {...(props.error instanceof Problem && props.error.requestId ? { code: props.error.requestId } : {})}
      onRetry={props.onRetry}
    />
  )
}

function languageWord(code: string): string | undefined {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(code)
  } catch {
    return code
  }
}
