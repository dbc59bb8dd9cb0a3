/** One act a play offers: its kind, its title, its words, what it costs. */
import { ActionIcon } from '@mantine/core'
import { useState } from 'react'
import { ACT_KINDS } from '#features/plays/contract.ts'
import type { PlayAct } from '#features/plays/contract.ts'
import { KINDS_OF_ACTS } from '#features/plays/rules/kinds.ts'
import { formatMoney, moneyOf } from '#kit/money.ts'
import { Icon } from '#web/components/Icon.tsx'

export function PlayActField(props: {
  act: PlayAct
  number: number
  currency: string
  onChange: (act: PlayAct) => void
  onRemove: (() => void) | undefined
}) {
  const { act, number, currency } = props
  const { costs } = KINDS_OF_ACTS[act.kind]
  const [amount, setAmount] = useState(
    act.amountMinor === null ? '' : formatMoney({ amountMinor: act.amountMinor, currency }),
  )
  const set = (some: Partial<PlayAct>) => props.onChange({ ...act, ...some })
  return (
    <div className="PlayActField" role="group" aria-label={`Act ${number}`}>
      <div className="row wrap" data-gap="6">
        <select
          className="Input ClauseField-pick"
          aria-label="Kind of act"
          value={act.kind}
          onChange={(event) => {
            const kind = ACT_KINDS.find((each) => each === event.currentTarget.value)
            if (kind) set({ kind, amountMinor: KINDS_OF_ACTS[kind].costs ? act.amountMinor : null })
          }}
        >
          {ACT_KINDS.filter((kind) => kind !== 'anecdote').map((kind) => (
            <option key={kind} value={kind}>
              {KINDS_OF_ACTS[kind].label}
            </option>
          ))}
        </select>
        <input
          className="Input grow PlayActField-title"
          aria-label="Title on the card"
          placeholder="Title on the card"
          maxLength={200}
          value={act.title}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
        {costs && (
          <input
            className="Input ClauseField-amount"
            aria-label="What it costs"
            placeholder="$5"
            inputMode="decimal"
            value={amount}
            onChange={(event) => {
              setAmount(event.currentTarget.value)
              const typed = moneyOf(event.currentTarget.value, currency)?.amountMinor ?? 0
              set({ amountMinor: typed > 0 ? typed : null })
            }}
          />
        )}
        {act.kind === 'check_back' && (
          <input
            className="Input"
            aria-label="When"
            placeholder="in 2 business days"
            maxLength={120}
            value={act.when ?? ''}
            onChange={(event) => set({ when: event.currentTarget.value })}
          />
        )}
        {props.onRemove && (
          <ActionIcon aria-label={`Take out act ${number}`} onClick={props.onRemove}>
            <Icon name="x" size="s" />
          </ActionIcon>
        )}
      </div>
      <textarea
        className="Input voice Words-area"
        aria-label="Words"
        placeholder="What enters the reply, stands on the card, or says what to do"
        rows={2}
        maxLength={2000}
        value={act.words ?? ''}
        onChange={(event) => set({ words: event.currentTarget.value })}
      />
    </div>
  )
}
