/** Promises that want somebody: the team's with a way to take one, or her own of today. */
import { counted } from '#kit/counted.ts'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { PromiseRow } from '#features/promises/contract.ts'
import { useTime } from '#web/clock.ts'
import { ExpiryRing } from '#web/components/ExpiryRing.tsx'
import { Answered } from '#web/Answered.tsx'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { useSession } from '#web/session.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { change, usePromises } from './api.ts'
import { dueWords, pressingOf, promiseLine } from './say.ts'

const SHOWN = 4

export function PromisesCard({ of }: { of: 'team' | 'mine' }) {
  const { data, error, refetch } = usePromises(of)
  const rows = data ? pressingOf(data) : []
  const isMine = of === 'mine'
  const { broken, atRisk, keptToday } = data?.counts ?? { broken: 0, atRisk: 0, keptToday: 0 }
  return (
    <section className="HomeCard Paper" aria-labelledby="home-promises">
      <header className="row between" data-gap="6">
        <h2 className="head row" data-gap="6" id="home-promises">
          {isMine ? 'Your promises today' : 'Promises'}
          {broken > 0 && (
            <span className="Badge" data-tone="bad">
              {broken} broken
            </span>
          )}
          {atRisk > 0 && (
            <span className="Badge" data-tone="warn">
              {atRisk} at risk
            </span>
          )}
        </h2>
        <Link href={isMine ? '/promises?of=mine' : '/promises'} className="Link">
          See all
        </Link>
      </header>
      <Answered answer={data} error={error} onRetry={refetch} failed="They could not be read.">
        {() =>
          rows.length === 0 ? (
            <p className="second">
              {isMine
                ? 'Nothing you promised is due today.'
                : 'Nothing promised is in danger, and nothing is due today.'}
            </p>
          ) : (
            <ul>
              {rows.slice(0, SHOWN).map((row) => (
                <Row key={row.id} row={row} isMine={isMine} />
              ))}
            </ul>
          )
        }
      </Answered>
      {data && (
        <p className="small third">
          {rows.length > SHOWN ? `${rows.length - SHOWN} more. ` : ''}
          {keptToday} kept today.
          {!isMine && data.rate.rate !== null && data.rate.low !== null && data.rate.high !== null
            ? ` Kept in 30 days: ${percent(data.rate.rate)} of ${counted(data.rate.settled)} (95% ${percent(data.rate.low)} to ${percent(data.rate.high)}).`
            : ''}
        </p>
      )}
    </section>
  )
}

function Row({ row, isMine }: { row: PromiseRow; isMine: boolean }) {
  const now = useTime(60_000)
  const client = useQueryClient()
  const { member, permissions } = useSession()
  const isBroken = row.standing === 'broken'
  const mayTake = !isMine && permissions.includes('promises.write') && row.owner?.id !== member.id
  const take = async (ownerId: string | null, back?: string | null) => {
    try {
      await deliver(change.takePromise(row.id, ownerId))
      tell(
        ownerId === member.id ? `Yours now: ${row.customer.name}.` : `Given back: ${row.customer.name}.`,
        back === undefined ? undefined : () => void take(back),
      )
    } catch (failure) {
      tellFailure(failureWords(failure))
    }
    await client.invalidateQueries({ queryKey: ['promise-board'] })
  }
  return (
    <li className="HomePromise">
      <ExpiryRing left={isBroken ? 1 : Math.max(0, 1 - row.used)} urgent={isBroken} />
      <Link href={`/promises/${row.id}`} className="HomePromise-words">
        <b className="truncate">{row.delay ? `${row.delay.count} customers` : row.customer.name}</b>
        <span className="small third truncate">{promiseLine(row)}</span>
      </Link>
      <span className={`strong ${isBroken ? 'bad' : 'warn'}`}>{dueWords(row, now)}</span>
      {mayTake && (
        <Button size="xs" variant="default" onClick={() => void take(member.id, row.owner?.id ?? null)}>
          Take
        </Button>
      )}
    </li>
  )
}

const percent = (share: number) => `${Math.round(share * 100)}%`
