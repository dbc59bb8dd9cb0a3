/** The reply: a plain text field with what was added marked underneath, and the bar that sends it. */
import { useEffect, useRef } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { pieces } from '#web/components/Evidence.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { useIsPhone } from '#web/screen-size.ts'
import type { Writing } from './useWriting.ts'

export function Composer(props: {
  writing: Writing
  /** Words she does not want to catch herself at. */
  avoid: readonly string[]
  /** Why this one is to be written from scratch; null for most. */
  fromScratch: string | null
  /** What keeps it from being sent. */
  problem: string | null
  bar: ReactNode
}) {
  const { writing } = props
  const field = useRef<HTMLTextAreaElement>(null)
  const isPhone = useIsPhone()
  const isNote = writing.mode === 'note'
  const text = isNote ? writing.note : writing.text
  const { n, at } = writing.focusAsked

  useEffect(() => {
    if (n === 0) return
    const area = field.current
    area?.focus()
    const [start, end] = at ?? [area?.value.length ?? 0, area?.value.length ?? 0]
    area?.setSelectionRange(start, end)
  }, [n, at])

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key !== 'Escape') return
    event.preventDefault()
    field.current?.blur()
  }
  const label = isNote ? 'Your note; the customer never sees it' : 'Your reply'
  const { personal } = writing
  return (
    <>
      <div className="Composer" data-mode={writing.mode}>
        {props.fromScratch !== null && !isNote && (
          <div className="Composer-scratch small" role="note">
            <Icon name="pencil" size="s" />
            <span>
              <b>Write this one yourself.</b> {props.fromScratch}
            </span>
          </div>
        )}
        {(isNote || isPhone) && (
          <div className="Composer-label small third">
            {isNote || !writing.macro ? label : `Your reply, from “${writing.macro.name}”`}
          </div>
        )}
        <div className="Composer-field">
          <div className="Composer-under voice" aria-hidden="true">
            {isNote ? text : marked(writing, props.avoid)}
            {'\u200b'}
          </div>
          <textarea
            ref={field}
            className="Composer-text voice"
            aria-label={label}
            aria-invalid={props.problem !== null || undefined}
            aria-describedby={props.problem === null ? undefined : 'composer-problem'}
            placeholder={isNote ? 'A note for the team' : 'Write to them in your own words'}
            value={text}
            onChange={(event) => writing.type(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        {!isNote && personal && text.slice(personal.start, personal.end).trim() === '' && (
          <button
            type="button"
            className="Composer-slot plain small"
            onClick={() => writing.focus([personal.start, personal.end])}
          >
            <Icon name="quote" size="s" />
            {personal.isRequired
              ? 'Your own line belongs here; it does not go out without one'
              : 'There is a place for your own line'}
          </button>
        )}
        {props.problem !== null && (
          <p className="Composer-problem small" id="composer-problem" role="alert">
            {props.problem}
          </p>
        )}
        {!isPhone && props.bar}
      </div>
      {isPhone && props.bar}
    </>
  )
}

const BLANK = /\{\{[^{}]{0,80}\}\}/g

/** Added words, blanks that are still to be filled, words to avoid, and the place for her own, each in its own mark. */
function marked({ text, added, personal, acts }: Writing, avoid: readonly string[]) {
  const hasCode = acts.some(({ kind }) => kind === 'discount')
  const blanks = [...text.matchAll(BLANK)]
    .filter(([found]) => !(hasCode && /code/i.test(found)))
    .map((found) => ({ start: found.index, end: found.index + found[0].length, look: 'Blank' }))
  const slot = personal && personal.end > personal.start ? [{ ...personal, look: 'Added' }] : []
  const marks = [
    ...blanks,
    ...avoided(text, avoid),
    ...added.map(({ start, end }) => ({ start, end, look: 'Added' })),
    ...slot,
  ]
  return pieces(text, marks).map((piece) =>
    piece.of[0] ? (
      <span key={piece.start} className={piece.of[0].look}>
        {piece.text}
      </span>
    ) : (
      piece.text
    ),
  )
}

function avoided(text: string, words: readonly string[]) {
  const low = text.toLowerCase()
  return words.flatMap((word) => {
    const places: { start: number; end: number; look: string }[] = []
    const wanted = word.toLowerCase()
    for (let at = low.indexOf(wanted); at >= 0 && wanted !== ''; at = low.indexOf(wanted, at + wanted.length))
      places.push({ start: at, end: at + wanted.length, look: 'Avoided' })
    return places
  })
}
