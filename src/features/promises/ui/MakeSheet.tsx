/** A promise in three fields: to whom, what, and when as one would say it; read back in words before it is made. */
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { SyntheticEvent } from 'react'
import type { KeptBy } from '#features/promises/contract.ts'
import { read as web } from '#web/api.ts'
import { Sheet } from '#web/components/Sheet.tsx'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { tell } from '#web/toasts.ts'
import { change } from './api.ts'
import { renewPromises } from './useBoard.ts'
import { useWhen, WhenField } from './WhenField.tsx'

export type Whom = { id: string; name: string }

const KEPT_BY: readonly { value: KeptBy; label: string }[] = [
  { value: 'word', label: 'I say so' },
  { value: 'reply', label: 'A reply goes out' },
  { value: 'delivery', label: 'It is delivered' },
  { value: 'dispatch', label: 'It is dispatched' },
  { value: 'refund', label: 'The refund is booked' },
]

/** `whom` is known where it is opened from a moment or a customer: then it is a check-back. */
export function MakeSheet(props: {
  whom?: Whom
  momentId?: string
  onClose: () => void
  onInherit?: () => void
}) {
  const client = useQueryClient()
  const [whom, setWhom] = useState<Whom | null>(props.whom ?? null)
  const [wording, setWording] = useState(props.whom ? 'Check back' : '')
  const [typed, setTyped] = useState('')
  const [keptBy, setKeptBy] = useState<KeptBy>('word')
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const when = useWhen(typed)
  const id = useId()
  const due = when.answer?.due ?? null
  const isReady = whom !== null && wording.trim() !== '' && due !== null && !isBusy

  async function submit(event: SyntheticEvent) {
    event.preventDefault()
    if (!whom || !isReady) return
    setBusy(true)
    setProblem(null)
    const told = `Promised ${whom.name}: ${when.answer?.words ?? typed}.`
    try {
      const made = await deliver(
        change.make(
          {
            customerId: whom.id,
            ...(props.momentId ? { momentId: props.momentId } : {}),
            wording: wording.trim(),
            when: typed.trim(),
            keptBy,
          },
          told,
        ),
      )
      props.onClose()
      const answer = made.waits
        ? undefined
        : (made.answer as { id?: string; row?: { id: string } } | undefined)
      const promiseId = answer?.id ?? answer?.row?.id
      tell(
        told,
        promiseId
          ? () =>
              void deliver(
                change.settle(promiseId, { outcome: 'withdrawn' }, `Withdrawn: ${whom.name}`),
              ).then(() => renewPromises(client))
          : undefined,
      )
      await renewPromises(client)
    } catch (failure) {
      setProblem(failureWords(failure))
      setBusy(false)
    }
  }

  return (
    <Sheet
      title={props.whom ? `Promise ${props.whom.name} a check-back` : 'New promise'}
      onClose={props.onClose}
    >
      <form className="Sheet-body stack" data-gap="12" onSubmit={(event) => void submit(event)}>
        {!props.whom && <WhomField whom={whom} onPick={setWhom} />}
        <div className="Field">
          <label htmlFor={`${id}-what`}>What</label>
          <input
            id={`${id}-what`}
            className="Input"
            maxLength={500}
            value={wording}
            onChange={(event) => setWording(event.currentTarget.value)}
          />
        </div>
        <WhenField
          label="When"
          value={typed}
          onChange={setTyped}
          when={when}
          isFirst={props.whom !== undefined}
        />
        <div className="Field">
          <label htmlFor={`${id}-kept`}>It is kept when</label>
          <select
            id={`${id}-kept`}
            className="Input"
            value={keptBy}
            onChange={(event) =>
              setKeptBy(KEPT_BY.find(({ value }) => value === event.currentTarget.value)?.value ?? 'word')
            }
          >
            {KEPT_BY.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </div>
        {problem && (
          <p className="bad" role="alert">
            {problem}
          </p>
        )}
        <div className="row between">
          <span className="small third">
            It comes back to the queue by itself.{' '}
            {props.onInherit && (
              <button type="button" className="Link" onClick={props.onInherit}>
                Or bring a list in
              </button>
            )}
          </span>
          <Button type="submit" variant="filled" disabled={!isReady}>
            Promise it
          </Button>
        </div>
      </form>
    </Sheet>
  )
}

function WhomField({ whom, onPick }: { whom: Whom | null; onPick: (whom: Whom | null) => void }) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const { data } = useQuery({
    queryKey: ['promise-whom', typed.trim()],
    queryFn: ({ signal }) => web.customers({ q: typed.trim(), limit: 6 }, signal),
    enabled: whom === null && typed.trim().length > 1,
  })
  if (whom)
    return (
      <div className="row between">
        <span>
          To <b>{whom.name}</b>
        </span>
        <button type="button" className="Link" onClick={() => onPick(null)}>
          Somebody else
        </button>
      </div>
    )
  return (
    <div className="Field">
      <label htmlFor={id}>To whom</label>
      <input
        id={id}
        className="Input"
        data-first
        autoComplete="off"
        placeholder="A customer’s name or e-mail"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {data && (
        <ul className="Whom" aria-label="Customers found">
          {data.items.map((each) => (
            <li key={each.id}>
              <button
                type="button"
                className="Pick plain"
                onClick={() => onPick({ id: each.id, name: each.name ?? 'this customer' })}
              >
                <b className="strong grow truncate">{each.name ?? 'No name yet'}</b>
                <span className="small second">{each.place}</span>
              </button>
            </li>
          ))}
          {data.items.length === 0 && <li className="small third">Nobody of that name.</li>}
        </ul>
      )}
    </div>
  )
}
