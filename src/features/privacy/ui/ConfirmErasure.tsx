/** The last question before an erasure: her name is typed, so that nobody erases by a slip. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { Sheet } from '#web/components/Sheet.tsx'

export function ConfirmErasure(props: { name: string; onErase: () => void; onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const isMeant = typed.trim().toLowerCase() === props.name.toLowerCase()
  return (
    <Sheet title={`Erase ${props.name}`} onClose={props.onClose}>
      <form
        className="Sheet-body stack"
        data-gap="12"
        onSubmit={(event) => {
          event.preventDefault()
          if (isMeant) props.onErase()
        }}
      >
        <p className="second">
          This can’t be undone, by nobody. It takes some seconds. The receipt says how much went, and what to
          delete elsewhere.
        </p>
        <div className="Field">
          <label htmlFor="erase-name">Type her name: {props.name}</label>
          <input
            id="erase-name"
            data-first
            className="Input"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
        <div className="row" data-gap="6">
          <Button type="submit" variant="filled" color="brick" disabled={!isMeant}>
            Erase for good
          </Button>
          <Button onClick={props.onClose}>Keep her</Button>
        </div>
      </form>
    </Sheet>
  )
}
