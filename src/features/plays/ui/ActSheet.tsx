/** What an act still needs: how much, when, for what reason, whose hands; said before it is added. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AddAct, Composer, Offer } from '#features/plays/contract.ts'
import { KINDS_OF_ACTS } from '#features/plays/rules/kinds.ts'
import { formatMoney, moneyOf } from '#kit/money.ts'
import { read } from '#web/api.ts'
import { Sheet } from '#web/components/Sheet.tsx'
import { useSession } from '#web/session.ts'

const WORDS_LABEL: Readonly<Partial<Record<Offer['kind'], string>>> = {
  handwritten_note: 'What to write on it',
  gift: 'What it is',
  parcel: 'What to send',
  exchange_request: 'What for what',
  refund_request: 'What to refund',
  step: 'What to do',
  check_back: 'What you promise',
}

export function ActSheet(props: {
  offer: Offer
  budget: Composer['budget']
  customer: string
  onAdd: (act: AddAct) => void
  onAsk: (offer: Offer) => void
  onClose: () => void
}) {
  const { offer, budget } = props
  const { costs, by } = KINDS_OF_ACTS[offer.kind]
  const isTask = by === 'task'
  const me = useSession().member
  const { data: members } = useQuery({ queryKey: ['members'], queryFn: read.members, enabled: isTask })
  const [amount, setAmount] = useState('')
  const [words, setWords] = useState(offer.act.words ?? '')
  const [reason, setReason] = useState('')
  const [when, setWhen] = useState(offer.act.when ?? '')
  const [ownerId, setOwnerId] = useState(me.id)
  const typed = amount.trim() === '' ? undefined : moneyOf(amount, budget.currency)?.amountMinor
  const room = Math.min(budget.leftMinor, budget.customerLeftMinor, budget.actMinor)
  const isOver = costs && typed !== undefined && typed > room
  const label = WORDS_LABEL[offer.kind]
  // What a play has named and written already only needs somebody to do it.
  const isFromPlay = offer.play !== null
  const isReady =
    (!costs || (typed !== undefined && typed > 0)) &&
    (offer.kind !== 'check_back' || when.trim() !== '') &&
    ((offer.kind !== 'gesture' && !costs) || reason.trim() !== '') &&
    (!label || offer.kind === 'check_back' || words.trim() !== '')
  const act: AddAct = {
    ...offer.act,
    title:
      label && words.trim() !== '' && by === 'task' && !isFromPlay
        ? `${offer.title}: ${words.trim()}`.slice(0, 200)
        : offer.title,
    ...(words.trim() === '' ? {} : { words: words.trim() }),
    ...(costs && typed !== undefined ? { amountMinor: typed } : {}),
    ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    ...(when.trim() === '' ? {} : { when: when.trim() }),
    ...(isTask && ownerId !== me.id ? { ownerId } : {}),
  }
  return (
    <Sheet title={`${offer.title} for ${props.customer}`} onClose={props.onClose}>
      <form
        className="Sheet-body stack"
        data-gap="12"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isReady) return
          if (isOver) props.onAsk({ ...offer, act })
          else props.onAdd(act)
        }}
      >
        {costs && (
          <div className="Field">
            <label htmlFor="act-amount">How much</label>
            <input
              id="act-amount"
              data-first
              className="Input"
              inputMode="decimal"
              placeholder={formatMoney({ amountMinor: Math.min(room, 1_000), currency: budget.currency })}
              value={amount}
              onChange={(event) => setAmount(event.currentTarget.value)}
            />
            <span className={isOver ? 'small warn' : 'small third'}>
              {isOver
                ? `More than you may give alone: up to ${formatMoney({ amountMinor: Math.max(0, room), currency: budget.currency })}. A colleague can say yes.`
                : `Up to ${formatMoney({ amountMinor: Math.max(0, room), currency: budget.currency })} without asking anybody.`}
            </span>
          </div>
        )}
        {offer.kind === 'check_back' && (
          <div className="Field">
            <label htmlFor="act-when">When</label>
            <input
              id="act-when"
              data-first
              className="Input"
              value={when}
              onChange={(event) => setWhen(event.currentTarget.value)}
            />
          </div>
        )}
        {label && (
          <div className="Field">
            <label htmlFor="act-words">{label}</label>
            <textarea
              id="act-words"
              className="Input ActSheet-words"
              rows={2}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
              {...(costs || offer.kind === 'check_back' || isFromPlay ? {} : { 'data-first': true })}
            />
          </div>
        )}
        {costs && (
          <div className="Field">
            <label htmlFor="act-reason">
              {offer.kind === 'gesture' ? 'Why it is right, and how you estimated it' : 'Why, for the ledger'}
            </label>
            <input
              id="act-reason"
              className="Input"
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          </div>
        )}
        {isTask && (
          <div className="Field">
            <label htmlFor="act-owner">Whose hands</label>
            <select
              id="act-owner"
              className="Input"
              {...(isFromPlay ? { 'data-first': true } : {})}
              value={ownerId}
              onChange={(event) => setOwnerId(event.currentTarget.value)}
            >
              {(members?.items ?? [me]).map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        )}
        <div>
          <Button type="submit" variant="filled" disabled={!isReady}>
            {isOver ? 'Ask a colleague' : 'Add it'}
          </Button>
        </div>
      </form>
    </Sheet>
  )
}
