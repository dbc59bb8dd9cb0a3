/** A piece of evidence: her words with their marks, whose they are, and the way to them. */
import { Link } from 'wouter'
import type { Piece } from '#features/journey/contract.ts'
import { MarkedWords } from '#web/components/Evidence.tsx'
import { channelWords, dayWords } from './say.ts'

export function PieceWords({ piece }: { piece: Piece }) {
  const href = piece.momentId ? `/moments/${piece.momentId}` : `/customers/${piece.customerId}`
  return (
    <figure className="PieceWords">
      {piece.isDelicate ? (
        <span className="second">About something delicate: read it in its conversation</span>
      ) : piece.words === '' ? (
        <span className="second">
          {piece.feeling > 0 ? 'A good score' : piece.feeling < 0 ? 'A low score' : 'A middling score'},
          without words
        </span>
      ) : (
        <blockquote className="voice">
          “<MarkedWords text={piece.words} marks={piece.marks} />”
        </blockquote>
      )}
      <figcaption className="small third">
        <Link href={href}>{piece.customer}</Link>, {channelWords(piece.channel, piece.kind)},{' '}
        {dayWords(piece.at)}
      </figcaption>
    </figure>
  )
}
