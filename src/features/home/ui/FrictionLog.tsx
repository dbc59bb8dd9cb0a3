/** B, then a number: what got in my way, from any screen; from a moment its touchpoint is found. */
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { CAUSE_WORDS, CAUSES, type Cause, type FrictionNote } from '#features/home/contract.ts'
import type { Touchpoint } from '#features/journey/contract.ts'
import { changing, get } from '#web/api.ts'
import type { ListOf } from '#web/api.ts'
import { Sheet } from '#web/components/Sheet.tsx'
import { CauseButtons } from './CauseButtons.tsx'
import { useSaying } from './useVoice.ts'
import './home.css'

export function FrictionLog({ momentId, onClose }: { momentId: string | null; onClose: () => void }) {
  const id = useId()
  const say = useSaying()
  const [line, setLine] = useState('')
  const [touchpoint, setTouchpoint] = useState('')
  const places = useQuery({
    queryKey: ['journey', 'touchpoints'],
    queryFn: () => get<ListOf<Touchpoint>>('/touchpoints'),
  }).data?.items
  function log(cause: Cause) {
    onClose()
    void say<FrictionNote>(
      changing('POST', '/friction-notes', 'What got in the way', {
        cause,
        line: line.trim() === '' ? null : line.trim(),
        touchpoint: touchpoint === '' ? null : touchpoint,
        momentId,
      }),
      `Written down: ${CAUSE_WORDS[cause].toLowerCase()}. It is on your home.`,
      (note) => changing('DELETE', `/friction-notes/${note.id}`, 'Not written down after all'),
    )
  }
  function onKeyDown(event: KeyboardEvent) {
    const isTyping = event.target instanceof HTMLElement && event.target.matches('textarea, select')
    const cause = CAUSES[Number(event.key) - 1]
    if (isTyping || !cause || event.metaKey || event.ctrlKey || event.altKey) return
    event.preventDefault()
    log(cause)
  }
  return (
    <Sheet title="What got in your way?" onClose={onClose} onKeyDown={onKeyDown}>
      <div className="Sheet-body stack" data-gap="12">
        <CauseButtons causes={CAUSES} onChoose={log} />
        <div className="stack" data-gap="6">
          <label className="small third" htmlFor={`${id}-line`}>
            A line, if you like, before you choose
          </label>
          <textarea
            id={`${id}-line`}
            className="Input voice"
            rows={2}
            maxLength={500}
            value={line}
            onChange={(event) => setLine(event.target.value)}
          />
        </div>
        <label className="stack" data-gap="6">
          <span className="small third">Where on the journey</span>
          <select
            className="Input"
            value={touchpoint}
            onChange={(event) => setTouchpoint(event.target.value)}
          >
            <option value="">
              {momentId === null ? 'Nowhere in particular' : 'Where this moment belongs'}
            </option>
            {places?.map((place) => (
              <option key={place.id} value={place.id}>
                {place.name}
              </option>
            ))}
          </select>
        </label>
        <p className="small third">
          Who leads the team sees it without your name; colleagues see lines of five people or more together,
          beside the workbook. What is done about it is told to you.
        </p>
      </div>
    </Sheet>
  )
}
