/** Who was found to be the same person: each can be taken apart, another can be joined; both can be undone. */
import { Button } from '@mantine/core'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { CustomerDetail, CustomerSummary } from '#features/timeline/contract.ts'
import { change, Problem, read } from '#web/api.ts'
import type { Change } from '#web/api.ts'
import { Avatar } from '#web/components/Avatar.tsx'
import { FailedFace, LoadingRows } from '#web/components/Faces.tsx'
import { Sheet } from '#web/components/Sheet.tsx'
import { deliver } from '#web/outbox.ts'
import { whenFull } from '#web/times.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { customerKey } from './CustomersCache.ts'

export function CustomerPageJoined(props: { customer: CustomerDetail; onOther: (id: string) => void }) {
  const { customer } = props
  const [isJoining, setJoining] = useState(false)
  const apply = useApply(props.onOther)
  const name = customer.name ?? 'this customer'
  function separate(other: CustomerDetail['merged'][number]) {
    apply(
      change.separate(customer.id, other.id, `${other.label} taken apart`),
      `${other.label} is a customer of her own again.`,
      change.merge(customer.id, other.id, `${other.label} joined again`),
    )
  }
  function join(other: CustomerSummary) {
    setJoining(false)
    const label = other.name ?? 'Somebody without a name'
    apply(
      change.merge(customer.id, other.id, `${label} joined`),
      `${label} and ${name} are one customer now.`,
      change.separate(customer.id, other.id, `${label} taken apart`),
    )
  }
  return (
    <section aria-labelledby="joined">
      <div className="row between">
        <h3 className="head" id="joined">
          Joined up
        </h3>
        <button type="button" className="Link" onClick={() => setJoining(true)}>
          Join with…
        </button>
      </div>
      {customer.merged.length === 0 ? (
        <p className="small third">Nobody else was found to be the same person.</p>
      ) : (
        <ul className="Joined">
          {customer.merged.map((other) => (
            <li key={other.id}>
              <div className="grow">
                <div className="truncate">{other.label}</div>
                <div className="small third truncate" title={whenFull(other.at)}>
                  {other.reason}
                </div>
              </div>
              <Button
                size="xs"
                variant="subtle"
                aria-label={`Take ${other.label} apart`}
                onClick={() => separate(other)}
              >
                Take apart
              </Button>
            </li>
          ))}
        </ul>
      )}
      {isJoining && <JoinSheet customer={customer} onJoin={join} onClose={() => setJoining(false)} />}
    </section>
  )
}

/** Sends a joining or a taking apart, shows what came of it, and offers the way back. */
function useApply(onOther: (id: string) => void) {
  const client = useQueryClient()
  async function settle(answer: unknown) {
    const detail = answer as CustomerDetail
    client.setQueryData(customerKey(detail.id), detail)
    for (const queryKey of [['customer'], ['timeline'], ['customers'], ['facts'], ['moment']])
      void client.invalidateQueries({ queryKey })
    // The row that stands for the person may be another one now, and again after the way back.
    if (!location.pathname.endsWith(`/${detail.id}`)) onOther(detail.id)
  }
  async function run(sent: Change) {
    const delivery = await deliver(sent)
    if (!delivery.waits) await settle(delivery.answer)
  }
  return (sent: Change, told: string, back: Change) => {
    void run(sent)
      .then(() => tell(told, () => void run(back).catch(complain('It could not be taken back'))))
      .catch(complain('Nothing was changed'))
  }
}

function JoinSheet(props: {
  customer: CustomerDetail
  onJoin: (other: CustomerSummary) => void
  onClose: () => void
}) {
  const [typed, setTyped] = useState('')
  const [q, setQ] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), 150)
    return () => clearTimeout(timer)
  }, [typed])
  const { data, error, refetch } = useQuery({
    queryKey: ['customers', 'join', q],
    queryFn: ({ signal }) => read.customers({ q, limit: 12 }, signal),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  })
  const ours = new Set([props.customer.id, ...props.customer.merged.map(({ id }) => id)])
  const found = q === '' ? [] : data?.items.filter(({ id }) => !ours.has(id))
  return (
    <Sheet title={`Join with ${props.customer.name ?? 'this customer'}`} onClose={props.onClose}>
      <div className="Sheet-body stack" data-gap="12">
        <p className="small second">
          Their messages, orders and facts then stand in one timeline. You can take them apart again.
        </p>
        <input
          ref={field}
          type="search"
          className="Input"
          aria-label="Who is the same person"
          placeholder="A name, an e-mail, a phone number"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {found ? (
          found.length > 0 ? (
            <ul className="JoinList">
              {found.map((other) => (
                <li key={other.id}>
                  <button type="button" className="plain" onClick={() => props.onJoin(other)}>
                    <Avatar name={other.name ?? '?'} />
                    <span className="grow">
                      <b className="truncate">{other.name ?? 'No name yet'}</b>
                      <br />
                      <span className="small third">{other.place ?? 'No place known'}</span>
                    </span>
                    <span className="primary strong">Join</span>
                  </button>
                </li>
              ))}
            </ul>
          ) : (
            q !== '' && <p className="small third">Nobody else has “{q}”.</p>
          )
        ) : error ? (
          <FailedFace
            title="Nobody could be looked up."
            detail={error.message}
            onRetry={() => void refetch()}
          />
        ) : (
          <LoadingRows rows={2} />
        )}
      </div>
    </Sheet>
  )
}

function complain(what: string) {
  return (failure: unknown) =>
    tellFailure(
      failure instanceof Problem ? `${what}: ${failure.message}` : `${what}. There is no connection.`,
    )
}
