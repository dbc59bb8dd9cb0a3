/** The newest words in which an item of the basics shows. */
import { Link } from 'wouter'
import type { BasicAnswer } from '#features/journey/contract/basics.ts'
import { MarkedWords } from '#web/components/Evidence.tsx'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { Sheet } from '#web/components/Sheet.tsx'
import { failureWords } from '#web/failure.ts'
import { channelWords, dayWords } from '../say.ts'
import { useBasicPieces } from './useBasics.ts'

export function BasicEvidence({ answer, onClose }: { answer: BasicAnswer; onClose: () => void }) {
  const { data, error, refetch } = useBasicPieces(answer.item)
  return (
    <Sheet title={`What was said: ${answer.name}`} onClose={onClose} at="end">
      <div className="Sheet-body stack" data-gap="12">
        {!data &&
          (error ? (
            <FailedFace
              title="It could not be read."
              detail={failureWords(error)}
              onRetry={() => void refetch()}
            />
          ) : (
            <LoadingLines />
          ))}
        {data?.items.length === 0 && <p className="second">Nobody said anything of this in 90 days.</p>}
        {data?.items.map(({ momentId, customer, at, channel, words, marks }) => (
          <figure className="PieceWords" key={momentId}>
            <blockquote className="voice">
              “<MarkedWords text={words} marks={marks} />”
            </blockquote>
            <figcaption className="small third">
              <Link href={`/moments/${momentId}`}>{customer}</Link>, {channelWords(channel, 'message')},{' '}
              {dayWords(at)}
            </figcaption>
          </figure>
        ))}
      </div>
    </Sheet>
  )
}
