/** What is promised to one customer, beside her moment: each with its time, and the way to promise one more. */
import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { Link } from 'wouter'
import { useTime } from '#web/clock.ts'
import { Icon } from '#web/components/Icon.tsx'
import { useKeys } from '#web/keys.ts'
import { onDemand } from '#web/on-demand.ts'
import { useSession } from '#web/session.ts'
import { whenFull } from '#web/times.ts'
import { read } from './api.ts'
import type { Whom } from './MakeSheet.tsx'
import { besideDue, standingOf, toneOf } from './say.ts'
import { PROMISES_OF } from './useBoard.ts'
import './customer-promises.css'

const MakeSheet = onDemand(() => import('./MakeSheet.tsx'), 'MakeSheet')
const OPEN: ReadonlySet<string> = new Set(['open', 'at_risk', 'pending', 'broken'])

export function CustomerPromises({ customer }: { customer: Whom }) {
  const now = useTime(60_000)
  const { data } = useQuery({
    queryKey: [PROMISES_OF, customer.id],
    queryFn: async () => (await read.list({ customer: customer.id })).items,
  })
  const open = data?.filter((row) => OPEN.has(row.standing) && row.madeGoodAt === null) ?? []
  if (open.length === 0) return null
  return (
    <section className="CustomerPromises" aria-labelledby="customer-promises">
      <h3 className="head" id="customer-promises">
        Promised to her
      </h3>
      <ul>
        {open.map((row) => (
          <li key={row.id}>
            <Link href={`/promises/${row.id}`} className="CustomerPromises-row" title={row.wording}>
              <span className="CustomerPromises-mark" data-tone={toneOf(row, 'coming')}>
                <Icon name={standingOf(row).icon} size="s" label={standingOf(row).word} />
              </span>
              <span className="grow">
                <span className="truncate">{row.about}</span>
                <span className="small third truncate">
                  {row.dueAt === null ? row.dueWords : whenFull(row.dueAt)}
                  {row.owner ? ` · ${row.owner.name}` : ' · nobody owns it'}
                </span>
              </span>
              <span className="small fixed" data-tone={toneOf(row, 'coming')}>
                {besideDue(row, 'due_today', now)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** P, and a button for the hand: promises the customer of the open moment a check-back. */
export function CheckBack(props: { customer: Whom; momentId: string }) {
  const [isOpen, setOpen] = useState(false)
  const { permissions } = useSession()
  const may = permissions.includes('promises.write')
  useKeys([
    {
      keys: 'p',
      label: 'promise a check-back',
      group: 'The moment',
      bar: { word: 'promise', place: 3 },
      run: () => may && setOpen(true),
    },
  ])
  if (!isOpen) return null
  return (
    <Suspense fallback={null}>
      <MakeSheet whom={props.customer} momentId={props.momentId} onClose={() => setOpen(false)} />
    </Suspense>
  )
}

/** The same by hand, in the customer pane. */
export function PromiseButton(props: { customer: Whom; momentId?: string }) {
  const [isOpen, setOpen] = useState(false)
  const { permissions } = useSession()
  if (!permissions.includes('promises.write')) return null
  return (
    <>
      <button type="button" className="Link PromiseButton" onClick={() => setOpen(true)}>
        <Icon name="heart-handshake" size="s" />
        Promise a check-back
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <MakeSheet
            whom={props.customer}
            {...(props.momentId ? { momentId: props.momentId } : {})}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}
