/** One choice of a few, as joined buttons: arrows move, the choice follows. */
import type { KeyboardEvent, ReactNode } from 'react'

export type Choice<V extends string> = { value: V; label: ReactNode }

export function Segments<V extends string>(props: {
  label: string
  value: V
  choices: readonly Choice<V>[]
  onChange: (value: V) => void
}) {
  const at = props.choices.findIndex((choice) => choice.value === props.value)
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    event.stopPropagation()
    const next = (at + step + props.choices.length) % props.choices.length
    const choice = props.choices[next]
    if (choice) props.onChange(choice.value)
    const button = event.currentTarget.children[next]
    if (button instanceof HTMLElement) button.focus()
  }
  return (
    <div className="Segments" role="radiogroup" aria-label={props.label} onKeyDown={onKeyDown}>
      {props.choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          role="radio"
          aria-checked={choice.value === props.value}
          tabIndex={choice.value === props.value ? 0 : -1}
          onClick={() => props.onChange(choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </div>
  )
}
