/** A text field that saves itself. */
import { useEffect, useState } from 'react'

/** A text that is saved when the field is left or Enter is pressed, and only where it changed. */
export function useField(value: string, save: (value: string) => void) {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  const done = () => {
    if (typed.trim() !== value) save(typed.trim())
  }
  return {
    value: typed,
    onChange: (event: { currentTarget: { value: string } }) => setTyped(event.currentTarget.value),
    onBlur: done,
    onKeyDown: (event: { key: string }) => {
      if (event.key === 'Enter') done()
    },
  }
}
