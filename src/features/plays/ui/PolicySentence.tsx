/** The policy as one sentence with three fields; what typed limits would have meant is told before they count. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { AutonomyAnswer, ChangeAutonomy } from '#features/plays/contract.ts'
import { formatMoney, moneyOf } from '#kit/money.ts'
import { Icon } from '#web/components/Icon.tsx'
import { replay } from './api.ts'
import { AUTONOMY } from './useAutonomy.ts'

export type PolicyProps = {
  policy: AutonomyAnswer
  mayRule: boolean
  save: (next: ChangeAutonomy, told: string, back?: ChangeAutonomy) => void
}

type Field = 'agentMonthMinor' | 'customerMinor' | 'actMinor'

const PERIODS = [
  { value: 'month', label: 'a month' },
  { value: 'quarter', label: 'a quarter' },
  { value: 'year', label: 'a year' },
] as const

export function PolicySentence({ policy, mayRule, save }: PolicyProps) {
  const [typed, setTyped] = useState<Partial<Record<Field, number>>>({})
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency: policy.currency })
  const field = (name: Field, label: string) => (
    <AmountSlot
      label={label}
      amountMinor={policy[name]}
      currency={policy.currency}
      isFixed={!mayRule}
      onType={(amountMinor) => setTyped((all) => ({ ...all, [name]: amountMinor }))}
      onSave={(amountMinor) =>
        save({ [name]: amountMinor }, `${label}: ${money(amountMinor)}.`, { [name]: policy[name] })
      }
    />
  )
  return (
    <section aria-labelledby="policy">
      <h2 className="title Policy-title" id="policy">
        Autonomy
      </h2>
      <div className="Paper Policy">
        <p className="Policy-sentence">
          Each agent may spend up to {field('agentMonthMinor', 'For one agent in a month')} a month, at most{' '}
          {field('customerMinor', 'For one customer')} for one customer{' '}
          <select
            className="Policy-slot Policy-period"
            aria-label="Period for one customer"
            disabled={!mayRule}
            value={policy.customerPeriod}
            onChange={(event) => {
              const chosen = PERIODS.find(({ value }) => value === event.currentTarget.value)
              if (chosen)
                save({ customerPeriod: chosen.value }, `For one customer ${chosen.label}.`, {
                  customerPeriod: policy.customerPeriod,
                })
            }}
          >
            {PERIODS.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>{' '}
          and {field('actMinor', 'For one act')} for one act, <b>without asking anybody.</b>
        </p>
        {mayRule && <Replayed limits={typed} policy={policy} />}
      </div>
    </section>
  )
}

function AmountSlot(props: {
  label: string
  amountMinor: number
  currency: string
  isFixed: boolean
  onType: (amountMinor: number) => void
  onSave: (amountMinor: number) => void
}) {
  const said = formatMoney({ amountMinor: props.amountMinor, currency: props.currency })
  const [text, setText] = useState(said)
  const [isWrong, setWrong] = useState(false)
  useEffect(() => {
    setText(said)
    setWrong(false)
  }, [said])
  const amount = (from: string) => {
    const read = moneyOf(from, props.currency)
    return read && read.amountMinor >= 0 && /\d/.test(from) ? read.amountMinor : undefined
  }
  function done() {
    const typed = amount(text)
    if (typed === undefined) return setWrong(true)
    setText(formatMoney({ amountMinor: typed, currency: props.currency }))
    if (typed !== props.amountMinor) props.onSave(typed)
  }
  return (
    <input
      className="Policy-slot"
      aria-label={props.label}
      aria-invalid={isWrong || undefined}
      title={isWrong ? 'An amount such as 25 or 12.50' : undefined}
      inputMode="decimal"
      readOnly={props.isFixed}
      size={Math.max(4, text.length)}
      value={text}
      onChange={(event) => {
        const next = event.currentTarget.value
        setText(next)
        setWrong(false)
        const typed = amount(next)
        if (typed !== undefined) props.onType(typed)
      }}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === 'Enter') done()
        if (event.key === 'Escape') setText(said)
      }}
    />
  )
}

const TYPED_MS = 300

/** What these limits would have covered in the last 90 days. */
function Replayed({ limits, policy }: { limits: Partial<Record<Field, number>>; policy: AutonomyAnswer }) {
  const wanted = {
    agentMonthMinor: limits.agentMonthMinor ?? policy.agentMonthMinor,
    customerMinor: limits.customerMinor ?? policy.customerMinor,
    actMinor: limits.actMinor ?? policy.actMinor,
    customerPeriod: policy.customerPeriod,
    aboveLimits: policy.aboveLimits,
  }
  const text = JSON.stringify(wanted)
  const [asked, setAsked] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), TYPED_MS)
    return () => clearTimeout(timer)
  }, [text])
  const { data, error } = useQuery({
    queryKey: [AUTONOMY, 'replay', asked],
    queryFn: () => replay(JSON.parse(asked) as typeof wanted),
    placeholderData: (before) => before,
    retry: false,
  })
  const isCovered = data !== undefined && data.covered === data.acts
  return (
    <div
      className="Notice Policy-replay"
      data-tone={error || (data && !isCovered) ? 'warn' : 'good'}
      role="status"
    >
      <Icon name={error ? 'alert-circle' : data ? 'circle-check' : 'clock'} />
      <span>{error ? error.message : (data?.sentence ?? 'Replaying the last 90 days on these limits.')}</span>
    </div>
  )
}
