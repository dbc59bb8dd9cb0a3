/** Parts of one feature that stand within a screen of another. */
import { Suspense, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { MomentsScreen } from '#features/moments/ui/MomentsScreen.tsx'
import { useMoment } from '#features/moments/ui/useQueue.ts'
import { WritingOf } from '#features/plays/ui/WritingOf.tsx'
import { CustomerPane } from '#features/timeline/ui/CustomerPane.tsx'
import { Icon } from './components/Icon.tsx'
import type { VoicesSlots } from '#features/voices/ui/VoicesScreen.tsx'
import { onDemand } from './on-demand.ts'

const ThemeFoot = onDemand(() => import('#features/journey/ui/fixes/ThemeFoot.tsx'), 'ThemeFoot')
const KeepButton = onDemand(() => import('#features/home/ui/KeepButton.tsx'), 'KeepButton')
const CustomerPromises = onDemand(
  () => import('#features/promises/ui/CustomerPromises.tsx'),
  'CustomerPromises',
)
const DelayDrafts = onDemand(() => import('#features/promises/ui/DelayDrafts.tsx'), 'DelayDrafts')
const PromiseButton = onDemand(() => import('#features/promises/ui/PromiseButton.tsx'), 'PromiseButton')
const CheckBack = onDemand(() => import('#features/promises/ui/CheckBack.tsx'), 'CheckBack')
const CustomerTone = onDemand(() => import('#features/voices/ui/CustomerTone.tsx'), 'CustomerTone')
const CustomerFacts = onDemand(() => import('#features/moments/ui/CustomerFacts.tsx'), 'CustomerFacts')

/** What one feature knows of a customer, beside her timeline. */
export const factsOf = (customerId: string): ReactNode => (
  <Suspense fallback={null}>
    <CustomerFacts customerId={customerId} />
    <CustomerTone customerId={customerId} />
  </Suspense>
)

/** P on the open moment. */
export function CheckBackOfMoment({ momentId }: { momentId: string }) {
  const row = useMoment(momentId).data?.row
  // What stands for many customers is promised to none of them.
  const customer = row?.delay ? undefined : row?.customer
  return (
    <Suspense fallback={null}>{customer && <CheckBack customer={customer} momentId={momentId} />}</Suspense>
  )
}

/** Drafts for all whom one late delivery touches. */
export const togetherOf = (key: string): ReactNode => (
  <Suspense fallback={null}>
    <DelayDrafts key={key} delayKey={key} />
  </Suspense>
)

type WritingSlot = Parameters<typeof MomentsScreen>[0]['writing']
export const writingOf: WritingSlot = (given): ReactNode => <WritingOf {...given} />

type CustomerSlot = Parameters<typeof MomentsScreen>[0]['customer']
export const customerOf: CustomerSlot = ({ detail, facts }): ReactNode =>
  detail.row.delay ? (
    <p className="second">Each of them stands beside, with a line of her own.</p>
  ) : (
    <CustomerPane
      customer={detail.customer}
      facts={
        <>
          <Suspense fallback={null}>
            <CustomerPromises customer={detail.row.customer} />
            <PromiseButton customer={detail.row.customer} momentId={detail.row.id} />
          </Suspense>
          {facts}
          <Suspense fallback={null}>
            <CustomerTone customerId={detail.customer.id} />
          </Suspense>
        </>
      }
      timeline={detail.timeline}
      nowEntryId={detail.entry?.id ?? null}
      action={
        <>
          <Suspense fallback={null}>
            <KeepButton momentId={detail.row.id} />
          </Suspense>
          <Link
            href={`/customers/${detail.customer.id}`}
            className="ActionIcon"
            aria-label={`Everything about ${detail.customer.name ?? 'this customer'}`}
          >
            <Icon name="external-link" />
          </Link>
        </>
      }
    />
  )

type FootSlot = VoicesSlots['foot']
/** Waits by itself, so that the screen around it stays. */
export const footOf: FootSlot = (theme): ReactNode => (
  <Suspense fallback={null}>
    <ThemeFoot key={theme.id} theme={theme} />
  </Suspense>
)
