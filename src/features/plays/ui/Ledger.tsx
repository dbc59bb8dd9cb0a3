/** The ledger of a month: every row as it was written, newest first; what is taken back is a row of its own. */
import { Button } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import type { GrantRow } from '#features/plays/contract.ts'
import { formatMoney } from '#kit/money.ts'
import { Answered } from '#web/Answered.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { Sheet } from '#web/components/Sheet.tsx'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { useSession } from '#web/session.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { whenFull } from '#web/times.ts'
import { change, read } from './api.ts'
import { AUTONOMY } from './useAutonomy.ts'

const PAGE = 25

export function Ledger({ month }: { month: string }) {
  const [taking, setTaking] = useState<GrantRow | null>(null)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [AUTONOMY, 'ledger', month],
    queryFn: ({ pageParam }) => read.grants({ month, limit: PAGE, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const rows = data?.pages.flatMap(({ items }) => items)
  return (
    <section className="Paper SettingsCard" id="ledger" aria-labelledby="ledger-head">
      <div className="SettingsCard-head">
        <h2 className="head grow" id="ledger-head">
          The ledger
        </h2>
        <span className="small third">Rows are only ever added</span>
      </div>
      <Answered answer={rows} error={error} onRetry={refetch} failed="The ledger could not be read.">
        {(rows) =>
          rows.length === 0 ? (
            <p className="second">Nothing was given in this month.</p>
          ) : (
            <ul className="Ledger" aria-label="The ledger, newest first">
              {rows.map((row) => (
                <LedgerLine key={row.id} row={row} onTakeBack={() => setTaking(row)} />
              ))}
            </ul>
          )
        }
      </Answered>
      {hasNextPage && (
        <div>
          <Button size="xs" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
      {taking && <TakeBack row={taking} onClose={() => setTaking(null)} />}
    </section>
  )
}

function LedgerLine({ row, onTakeBack }: { row: GrantRow; onTakeBack: () => void }) {
  const { member } = useSession()
  const isBack = row.reverses !== null
  const mayTakeBack =
    !isBack && row.reversedBy === null && (row.agent.id === member.id || member.role !== 'agent')
  return (
    <li data-back={isBack || row.reversedBy !== null || undefined}>
      <span className="grow">
        <b className="strong">{isBack ? `Taken back: ${row.label}` : row.label}</b>
        <span className="second">
          {' '}
          for <Link href={`/customers/${row.customer.id}`}>{row.customer.name}</Link>, by {row.agent.name}
          {row.approvedBy && `, with a yes from ${row.approvedBy}`}
        </span>
        {row.reason && <span className="Ledger-reason voice">{row.reason}</span>}
        <span className="small third Ledger-when">
          {whenFull(row.at)}
          {row.reversedBy !== null && ' · taken back later'}
        </span>
      </span>
      {mayTakeBack && (
        <button type="button" className="Link" onClick={onTakeBack}>
          Take back
        </button>
      )}
      <span className="Ledger-sum">
        {formatMoney({ amountMinor: row.amountMinor, currency: row.currency })}
      </span>
    </li>
  )
}

function TakeBack({ row, onClose }: { row: GrantRow; onClose: () => void }) {
  const client = useQueryClient()
  const [because, setBecause] = useState('')
  async function takeBack() {
    onClose()
    try {
      await deliver(change.takeBack(row.id, because.trim(), `Taken back: ${row.label}`))
      tell(`Taken back: ${row.label} for ${row.customer.name}.`)
      await client.invalidateQueries({ queryKey: [AUTONOMY] })
    } catch (failure) {
      tellFailure(`It was not taken back. ${failureWords(failure)}`)
    }
  }
  return (
    <Sheet title={`Take back ${row.label.toLowerCase()}`} onClose={onClose}>
      <form
        className="Sheet-body stack"
        data-gap="12"
        onSubmit={(event) => {
          event.preventDefault()
          if (because.trim() !== '') void takeBack()
        }}
      >
        <p className="second">
          {formatMoney({ amountMinor: row.amountMinor, currency: row.currency })} for {row.customer.name}. The
          row stays and a second one is added; what the shop has given already becomes a task.
        </p>
        <div className="Field">
          <label htmlFor="because">Why</label>
          <input
            id="because"
            data-first
            className="Input"
            maxLength={300}
            value={because}
            onChange={(event) => setBecause(event.currentTarget.value)}
          />
        </div>
        <div className="row" data-gap="6">
          <Button type="submit" variant="filled" disabled={because.trim() === ''}>
            <Icon name="arrow-back-up" />
            Take back
          </Button>
          <Button onClick={onClose}>Leave it</Button>
        </div>
      </form>
    </Sheet>
  )
}
