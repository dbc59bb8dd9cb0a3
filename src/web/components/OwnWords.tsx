/** A message without what its writer only quoted: earlier mail and signature are folded away, and one press shows them. */
import { Fragment, useState } from 'react'
import type { ReactNode } from 'react'
import { ownPieces } from './own-words.ts'
import type { Span } from './own-words.ts'

export function OwnWords(props: {
  text: string
  /** Spans of `text` that were not written this time, in order. */
  history: readonly Span[]
  /** Shows a stretch of the writer's own words; `start` is its place in `text`. */
  children: (words: string, start: number) => ReactNode
}) {
  const [isOpen, setOpen] = useState(false)
  const pieces = ownPieces(props.text, props.history)
  return (
    <>
      {pieces.map(({ start, words, isOwn }) =>
        isOwn ? (
          <Fragment key={start}>{props.children(words, start)}</Fragment>
        ) : (
          isOpen && (
            <span key={start} className="OwnWords-history">
              {words}
            </span>
          )
        ),
      )}
      {pieces.some(({ isOwn }) => !isOwn) && (
        <button
          type="button"
          className="Link OwnWords-more"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Hide the quoted mail' : 'Show the quoted mail'}
        </button>
      )}
    </>
  )
}
