/** How a touchpoint felt to those who walked it: five steps from −2, let down, to +2, delighted. */
import type { KeyboardEvent } from 'react'

const STEPS = [-2, -1, 0, 1, 2] as const
const WORDS: Readonly<Record<(typeof STEPS)[number], string>> = {
  [-2]: 'let down',
  [-1]: 'not quite',
  0: 'in between',
  1: 'good',
  2: 'delighted',
}
const signed = (step: number) => (step > 0 ? `+${step}` : String(step).replace('-', '−'))

export function FeelingChoice(props: {
  value: string
  onChange: (value: string) => void
  'aria-label': string
  'aria-describedby': string
  disabled: boolean
  onFocus: () => void
  onBlur: () => void
}) {
  const { value, onChange, disabled, onFocus, onBlur } = props
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    const next = Math.min(2, Math.max(-2, (value === '' ? 0 : Number(value)) + by))
    onChange(String(next))
    const button = event.currentTarget.children[next + 2]
    if (button instanceof HTMLElement) button.focus()
  }
  return (
    <div
      className="FeelingChoice"
      role="radiogroup"
      aria-label={props['aria-label']}
      aria-describedby={props['aria-describedby']}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onBlur={onBlur}
    >
      {STEPS.map((step) => {
        const isChosen = value === String(step)
        return (
          <button
            key={step}
            type="button"
            role="radio"
            disabled={disabled}
            aria-checked={isChosen}
            aria-label={`${signed(step)}, ${WORDS[step]}`}
            title={WORDS[step]}
            data-tone={step < 0 ? 'neg' : step > 0 ? 'pos' : 'even'}
            tabIndex={isChosen || (value === '' && step === 0) ? 0 : -1}
            // A second press takes it back.
            onClick={() => onChange(isChosen ? '' : String(step))}
          >
            {signed(step)}
          </button>
        )
      })}
      {value !== '' && <span className="small second">{WORDS[Number(value) as (typeof STEPS)[number]]}</span>}
    </div>
  )
}
