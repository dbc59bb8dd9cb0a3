/** Until when a moment should sleep: three usual answers, or typed. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { KeyboardEvent, SyntheticEvent } from 'react'
import { currentTime } from '#web/clock.ts'
import { Kbd } from '#web/components/Kbd.tsx'
import { Sheet } from '#web/components/Sheet.tsx'
import { currentZone, whenFull } from '#web/times.ts'
import { readUntil, usualChoices } from './until.ts'

export function SnoozeSheet(props: { name: string; onClose: () => void; onSnooze: (until: number) => void }) {
  const [now] = useState(currentTime)
  const [typed, setTyped] = useState('')
  const choices = usualChoices(now, currentZone())
  const read = readUntil(typed, now, currentZone())
  function onKeyDown(event: KeyboardEvent) {
    if (event.target instanceof HTMLInputElement) return
    const picked = choices[Number(event.key) - 1]
    if (!picked) return
    event.preventDefault()
    props.onSnooze(picked.at)
  }
  function submit(event: SyntheticEvent) {
    event.preventDefault()
    if (read !== undefined) props.onSnooze(read)
  }
  return (
    <Sheet title={`Snooze ${props.name} until`} onClose={props.onClose} onKeyDown={onKeyDown}>
      <div className="Sheet-body stack" data-gap="6">
        {choices.map((choice, i) => (
          <button
            key={choice.name}
            type="button"
            className="Pick plain"
            data-first={i === 0 || undefined}
            onClick={() => props.onSnooze(choice.at)}
          >
            <b className="strong grow">{choice.name}</b>
            <span className="small second">{whenFull(choice.at)}</span>
            <Kbd>{i + 1}</Kbd>
          </button>
        ))}
        <form className="row" data-gap="6" onSubmit={submit}>
          <input
            className="Input"
            aria-label="Or type when"
            placeholder="tomorrow 9, fri 14:00, 3h"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" disabled={read === undefined}>
            Snooze
          </Button>
        </form>
        <p className="small third" role="status">
          {typed === ''
            ? 'It comes back sooner if anything happens.'
            : read === undefined
              ? 'That time is not understood, or it is past.'
              : whenFull(read)}
        </p>
      </div>
    </Sheet>
  )
}
