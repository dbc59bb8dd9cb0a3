/** A dialog on the browser's own <dialog>: it holds the focus, closes on Esc and on a press beside it, and gives the focus back. */
import { ActionIcon } from '@mantine/core'
import { useEffect, useId, useRef } from 'react'
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { Icon } from './Icon.tsx'

/** The element with `data-first` gets the focus, else the button that closes. */
export function Sheet(props: {
  title: string
  onClose: () => void
  children: ReactNode
  /** "end" slides in at the edge, as the customer pane does on narrow screens. */
  at?: 'middle' | 'end' | 'foot'
  onKeyDown?: (event: KeyboardEvent<HTMLDialogElement>) => void
}) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    dialog?.querySelector<HTMLElement>('[data-first]')?.focus()
    return () => dialog?.close()
  }, [])
  function onClick(event: MouseEvent<HTMLDialogElement>) {
    if (event.target === ref.current) props.onClose()
  }
  return (
    <dialog
      ref={ref}
      className="Sheet"
      data-at={props.at ?? 'middle'}
      aria-labelledby={titleId}
      onClick={onClick}
      onKeyDown={props.onKeyDown}
      onCancel={(event) => {
        event.preventDefault()
        props.onClose()
      }}
    >
      <div className="Sheet-inside">
        <header className="row between Sheet-head">
          <h2 className="head" id={titleId}>
            {props.title}
          </h2>
          <ActionIcon aria-label="Close" onClick={props.onClose}>
            <Icon name="x" />
          </ActionIcon>
        </header>
        {props.children}
      </div>
    </dialog>
  )
}
