/** The palette's field while the rest of it is fetched: what is typed meanwhile is kept, and no key reaches the screen below. */
import { useLayoutEffect, useRef } from 'react'
import './early.css'

let typedEarly = ''

/** What was typed before the palette was there. */
export function earlyText(): string {
  return typedEarly
}

/** Once it is taken over, so that the palette opens empty the next time. */
export function dropEarly(): void {
  typedEarly = ''
}

export function PaletteEarly({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  // Before the next key arrives: an effect after painting comes too late for a fast typist.
  useLayoutEffect(() => {
    const shown = dialog.current
    typedEarly = ''
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className="PaletteEarly"
      aria-label="Find or do"
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <input
        autoFocus
        aria-label="Find or do"
        autoComplete="off"
        spellCheck={false}
        onInput={(event) => {
          typedEarly = event.currentTarget.value
        }}
      />
    </dialog>
  )
}
