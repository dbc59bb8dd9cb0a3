/** One condition of a play, in closed choices. */
import { ActionIcon } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Clause } from '#features/plays/contract.ts'
import { formatMoney, moneyOf } from '#kit/money.ts'
import { channelWord } from '#web/channels.ts'
import { Icon } from '#web/components/Icon.tsx'
import { clauseLabel } from './clauses.ts'

const CHANNELS = ['email', 'chat', 'phone', 'sms', 'form', 'social', 'community', 'review', 'survey', 'shop']

type Given = {
  clause: Clause
  kinds: readonly { kind: string; label: string }[]
  currency: string
  onChange: (clause: Clause) => void
}

export function ClauseField(props: Given & { onRemove: () => void }) {
  const label = clauseLabel(props.clause.field)
  return (
    <div className="ClauseField">
      <span className="small second ClauseField-label">{label}</span>
      <span className="row wrap grow" data-gap="6">
        {fieldsOf(props)}
      </span>
      <ActionIcon aria-label={`Take out: ${label}`} onClick={props.onRemove}>
        <Icon name="x" size="s" />
      </ActionIcon>
    </div>
  )
}

function fieldsOf({ clause, kinds, currency, onChange }: Given): ReactNode {
  switch (clause.field) {
    case 'kind':
      return (
        <AnyOf
          chosen={clause.anyOf}
          choices={kinds.map(({ kind, label }) => ({ value: kind, label }))}
          onChange={(anyOf) => onChange({ ...clause, anyOf })}
        />
      )
    case 'channel':
      return (
        <AnyOf
          chosen={clause.anyOf}
          choices={CHANNELS.map((value) => ({ value, label: channelWord(value) }))}
          onChange={(anyOf) => onChange({ ...clause, anyOf })}
        />
      )
    case 'valence':
      return (
        <Pick
          label="Which side"
          value={clause.is}
          choices={[
            { value: 'opportunity', label: 'something nice happened' },
            { value: 'threat', label: 'something went wrong' },
          ]}
          onChange={(value) => onChange({ ...clause, is: value === 'threat' ? 'threat' : 'opportunity' })}
        />
      )
    case 'is_gift':
      return <YesNo yes="for somebody else" no="for themselves" {...{ clause, onChange }} />
    case 'resolved_well':
      return <YesNo yes="just solved well" no="not solved yet" {...{ clause, onChange }} />
    case 'orders':
    case 'returns':
    case 'customer_days': {
      const { field } = clause
      return (
        <>
          <Num
            label="at least"
            value={clause.atLeast}
            onChange={(atLeast) => onChange(withEnds(field, atLeast, clause.atMost))}
          />
          <Num
            label="at most"
            value={clause.atMost}
            onChange={(atMost) => onChange(withEnds(field, clause.atLeast, atMost))}
          />
        </>
      )
    }
    case 'spent':
    case 'order_total': {
      const { field } = clause
      return (
        <>
          <Amount
            label="at least"
            currency={currency}
            value={clause.atLeastMinor}
            onChange={(atLeast) => onChange(withAmounts(field, atLeast, clause.atMostMinor))}
          />
          <Amount
            label="at most"
            currency={currency}
            value={clause.atMostMinor}
            onChange={(atMost) => onChange(withAmounts(field, clause.atLeastMinor, atMost))}
          />
        </>
      )
    }
    case 'product':
      return (
        <input
          className="Input"
          aria-label="Name of the product contains"
          maxLength={120}
          value={clause.contains}
          onChange={(event) => onChange({ ...clause, contains: event.currentTarget.value })}
        />
      )
    case 'days_since_given':
      return (
        <Num
          label="nothing in days"
          value={clause.atLeast}
          onChange={(atLeast) => onChange({ ...clause, atLeast: atLeast ?? 0 })}
        />
      )
    case 'contacts':
      return (
        <>
          <Num
            label="at least"
            value={clause.atLeast}
            onChange={(atLeast) => onChange({ ...clause, atLeast: atLeast ?? 1 })}
          />
          <Num
            label="times in days"
            value={clause.inDays}
            onChange={(inDays) => onChange({ ...clause, inDays: Math.min(365, inDays ?? 7) })}
          />
        </>
      )
    case 'season':
      return (
        <>
          <Day label="from" value={clause.from} onChange={(from) => onChange({ ...clause, from })} />
          <Day label="to" value={clause.to} onChange={(to) => onChange({ ...clause, to })} />
        </>
      )
  }
}

type Choice = { value: string; label: string }

function AnyOf(props: {
  chosen: readonly string[]
  choices: readonly Choice[]
  onChange: (chosen: string[]) => void
}) {
  const { chosen, choices, onChange } = props
  return (
    <>
      {chosen.map((value) => {
        const label = choices.find((choice) => choice.value === value)?.label ?? value
        return (
          <button
            key={value}
            type="button"
            className="Chip"
            aria-label={`Without ${label}`}
            disabled={chosen.length === 1}
            onClick={() => onChange(chosen.filter((each) => each !== value))}
          >
            {label}
            {chosen.length > 1 && <Icon name="x" size="xs" />}
          </button>
        )
      })}
      <select
        className="Input ClauseField-or"
        aria-label="Or"
        value=""
        onChange={(event) =>
          event.currentTarget.value !== '' && onChange([...chosen, event.currentTarget.value])
        }
      >
        <option value="">or…</option>
        {choices
          .filter(({ value }) => !chosen.includes(value))
          .map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
      </select>
    </>
  )
}

function Pick(props: {
  label: string
  value: string
  choices: readonly Choice[]
  onChange: (value: string) => void
}) {
  return (
    <select
      className="Input ClauseField-pick"
      aria-label={props.label}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    >
      {props.choices.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  )
}

function YesNo(props: {
  yes: string
  no: string
  clause: Extract<Clause, { field: 'is_gift' | 'resolved_well' }>
  onChange: (clause: Clause) => void
}) {
  return (
    <Pick
      label="Which"
      value={props.clause.is ? 'yes' : 'no'}
      choices={[
        { value: 'yes', label: props.yes },
        { value: 'no', label: props.no },
      ]}
      onChange={(value) => props.onChange({ ...props.clause, is: value === 'yes' })}
    />
  )
}

function Num(props: {
  label: string
  value: number | undefined
  onChange: (value: number | undefined) => void
}) {
  return (
    <label className="row small" data-gap="4">
      {props.label}
      <input
        className="Input ClauseField-num"
        inputMode="numeric"
        value={props.value ?? ''}
        onChange={(event) => {
          const digits = event.currentTarget.value.replace(/\D/g, '').slice(0, 6)
          props.onChange(digits === '' ? undefined : Number(digits))
        }}
      />
    </label>
  )
}

function Amount(props: {
  label: string
  currency: string
  value: number | undefined
  onChange: (amountMinor: number | undefined) => void
}) {
  const { value, currency } = props
  const [text, setText] = useState(value === undefined ? '' : formatMoney({ amountMinor: value, currency }))
  return (
    <label className="row small" data-gap="4">
      {props.label}
      <input
        className="Input ClauseField-amount"
        inputMode="decimal"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          props.onChange(moneyOf(event.currentTarget.value, currency)?.amountMinor)
        }}
      />
    </label>
  )
}

/** A day of the year, 'MM-DD', asked with the browser's own calendar. */
function Day(props: { label: string; value: string; onChange: (day: string) => void }) {
  return (
    <label className="row small" data-gap="4">
      {props.label}
      <input
        type="date"
        className="Input ClauseField-day"
        value={`2024-${props.value}`}
        onChange={(event) => {
          const day = event.currentTarget.value.slice(5)
          if (/^\d\d-\d\d$/.test(day)) props.onChange(day)
        }}
      />
    </label>
  )
}

/** Ends that are left open are left out. */
function withEnds(
  field: 'orders' | 'returns' | 'customer_days',
  atLeast: number | undefined,
  atMost: number | undefined,
): Clause {
  return {
    field,
    ...(atLeast === undefined ? {} : { atLeast }),
    ...(atMost === undefined ? {} : { atMost }),
  }
}

function withAmounts(
  field: 'spent' | 'order_total',
  atLeastMinor: number | undefined,
  atMostMinor: number | undefined,
): Clause {
  return {
    field,
    ...(atLeastMinor === undefined ? {} : { atLeastMinor }),
    ...(atMostMinor === undefined ? {} : { atMostMinor }),
  }
}
