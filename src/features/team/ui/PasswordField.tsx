/** A password as it is typed or pasted, to be looked at if she likes. */
import { useId, useState } from 'react'

export function PasswordField(props: {
  label: string
  value: string
  onChange: (value: string) => void
  /** What the browser's own keeper of passwords is told. */
  kind: 'current-password' | 'new-password'
  hint?: string
  autoFocus?: boolean
}) {
  const id = useId()
  const [isShown, setShown] = useState(false)
  return (
    <div className="Field">
      <label htmlFor={id}>{props.label}</label>
      <span className="PasswordField">
        <input
          id={id}
          className="Input"
          type={isShown ? 'text' : 'password'}
          autoComplete={props.kind}
          value={props.value}
          autoFocus={props.autoFocus}
          aria-describedby={props.hint ? `${id}-hint` : undefined}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        />
        <button
          type="button"
          className="Link"
          aria-label={`${isShown ? 'Hide' : 'Show'} ${props.label.toLowerCase()}`}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? 'Hide' : 'Show'}
        </button>
      </span>
      {props.hint && (
        <span className="small third" id={`${id}-hint`}>
          {props.hint}
        </span>
      )}
    </div>
  )
}

export const NEW_PASSWORD_HINT =
  '12 characters or more; four words that have nothing to do with each other are good.'
