/** Finds customers as one types: a name, an e-mail, a phone number. */
import { ActionIcon } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { Icon } from '#web/components/Icon.tsx'

const SEARCH_AFTER_MS = 150

export function CustomerSearch(props: {
  field: { current: HTMLInputElement | null }
  search: string
  onSearch: (text: string) => void
}) {
  const [text, setText] = useState(props.search)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  function type(next: string) {
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => props.onSearch(next.trim()), SEARCH_AFTER_MS)
  }
  return (
    <div className="CustomerSearch">
      <Icon name="search" size="s" />
      <input
        ref={props.field}
        type="search"
        className="Input"
        aria-label="Search customers"
        placeholder="A name, an e-mail, a phone number"
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') type('')
          if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      {text !== '' && (
        <ActionIcon aria-label="Show all customers" onClick={() => type('')}>
          <Icon name="x" size="s" />
        </ActionIcon>
      )}
    </div>
  )
}
