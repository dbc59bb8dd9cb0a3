/** People's words with the noticed ones marked; the offsets are UTF-16 places in the text as it was given. */
import { Fragment } from 'react'
import type { ReactNode } from 'react'

export type Mark = { start: number; end: number }
/** `number` is printed behind the mark and ties it to its reason. */
export type NumberedMark = Mark & { number: number }
/** Not sure enough for a reason: underlined with dots, with the word for it. */
export type FaintMark = Mark & { maybe: string }

/** For lists: marks without numbers. */
export function MarkedWords({ text, marks }: { text: string; marks: readonly Mark[] }) {
  return pieces(text, marks).map((piece, i, all) =>
    piece.of.length > 0 ? (
      <mark
        className="Evidence"
        data-goes-on={(all[i + 1]?.of.length ?? 0) > 0 || undefined}
        key={piece.start}
      >
        {piece.text}
      </mark>
    ) : (
      <Fragment key={piece.start}>{piece.text}</Fragment>
    ),
  )
}

/** For a message: each mark carries the number of its reason, `onPick` leads there, `describedBy` names the reason's element. */
export function NumberedWords(props: {
  text: string
  marks: readonly NumberedMark[]
  faint?: readonly FaintMark[]
  onPick: (number: number) => void
  describedBy: (number: number) => string
}): ReactNode {
  const marks: readonly (NumberedMark | FaintMark)[] = [...props.marks, ...(props.faint ?? [])]
  return pieces(props.text, marks).map((piece, i, all) => {
    const sure = piece.of.filter((mark) => 'number' in mark)
    const faint = piece.of.find((mark) => 'maybe' in mark)
    if (sure.length === 0 && faint)
      return (
        <span key={piece.start} className="FaintMark" title={`maybe: ${faint.maybe}`}>
          {piece.text}
        </span>
      )
    if (sure.length === 0) return <Fragment key={piece.start}>{piece.text}</Fragment>
    const ids = sure.map((mark) => props.describedBy(mark.number)).join(' ')
    const ending = sure.filter((mark) => mark.end === piece.end)
    return (
      <mark
        className="Evidence"
        data-leads
        data-goes-on={(all[i + 1]?.of.length ?? 0) > 0 || undefined}
        key={piece.start}
        aria-describedby={ids}
        onClick={() => sure[0] && props.onPick(sure[0].number)}
      >
        {piece.text}
        {ending.map((mark) => (
          <sup key={mark.number}>
            <button
              type="button"
              onClick={(event) => {
                event.stopPropagation()
                props.onPick(mark.number)
              }}
              aria-label={`Reason ${mark.number}`}
            >
              {mark.number}
            </button>
          </sup>
        ))}
      </mark>
    )
  })
}

type Piece<M> = { start: number; end: number; text: string; of: M[] }

/** Cuts a text at every edge of a mark, so that marks may overlap; a mark beyond the text is left out. */
export function pieces<M extends Mark>(text: string, marks: readonly M[]): Piece<M>[] {
  const sound = marks.filter((mark) => mark.start >= 0 && mark.end <= text.length && mark.start < mark.end)
  const edges = new Set([0, text.length, ...sound.flatMap((mark) => [mark.start, mark.end])])
  const sorted = [...edges].sort((a, b) => a - b)
  return sorted.slice(0, -1).map((start, i) => {
    const end = sorted[i + 1] ?? text.length
    return {
      start,
      end,
      text: text.slice(start, end),
      of: sound.filter((mark) => mark.start <= start && mark.end >= end),
    }
  })
}
