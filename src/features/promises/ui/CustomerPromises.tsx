/** What is promised to one customer, beside her moment: each with its time. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { useTime } from '#web/clock.ts'
import { Icon } from '#web/components/Icon.tsx'
import { whenFull } from '#web/times.ts'
import { useSession } from '#web/session.ts'
import { read } from './api.ts'
import { FoundOffer } from './FoundOffer.tsx'
import type { Whom } from './MakeSheet.tsx'
import { besideDue, standingOf, toneOf } from './say.ts'
import { PROMISES_OF } from './useBoard.ts'
import './customer-promises.css'

const OPEN: ReadonlySet<string> = new Set(['open', 'at_risk', 'pending', 'broken'])

export function CustomerPromises({ customer }: { customer: Whom }) {
  const now = useTime(60_000)
  const mayWrite = useSession().permissions.includes('promises.write')
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
            {row.isOffered && mayWrite && <FoundOffer row={row} />}
          </li>
        ))}
      </ul>
    </section>
  )
}
