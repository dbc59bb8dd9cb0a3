/** How many of what: "2 business days"; each field saves itself. */
import type { StandingPromise } from '#features/promises/contract.ts'
import { useField } from './useField.ts'

export type Span = StandingPromise['span']

const UNITS: readonly { value: Span['unit']; word: string }[] = [
  { value: 'business_day', word: 'business days' },
  { value: 'business_hour', word: 'business hours' },
  { value: 'business_minute', word: 'business minutes' },
  { value: 'day', word: 'days' },
  { value: 'hour', word: 'hours' },
  { value: 'minute', word: 'minutes' },
]

/** `label` names the fields for screen readers: "Contact form". */
export function SpanFields(props: {
  label: string
  span: Span
  mayWrite: boolean
  onSave: (span: Span) => void
}) {
  const { label, span } = props
  const amount = useField(String(span.amount), (text) => {
    const n = Number(text)
    if (Number.isInteger(n) && n > 0) props.onSave({ ...span, amount: n })
  })
  return (
    <>
      <input
        className="Input HoursForm-tiny"
        inputMode="numeric"
        aria-label={`${label}: how many`}
        disabled={!props.mayWrite}
        {...amount}
      />
      <select
        className="Input HoursForm-unit"
        aria-label={`${label}: of what`}
        value={span.unit}
        disabled={!props.mayWrite}
        onChange={(event) => {
          const unit = UNITS.find(({ value }) => value === event.currentTarget.value)?.value
          if (unit) props.onSave({ ...span, unit })
        }}
      >
        {UNITS.map(({ value, word }) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </select>
    </>
  )
}

/** "2 business days", "1 hour" */
export function spanWords({ amount, unit }: Span): string {
  return `${amount} ${unit.replace('_', ' ')}${amount === 1 ? '' : 's'}`
}
