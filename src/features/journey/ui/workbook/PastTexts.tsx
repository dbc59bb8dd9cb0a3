/** What stood in a field before, and the way to bring it back. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { Sheet } from '#web/components/Sheet.tsx'
import { failureWords } from '#web/failure.ts'
import { whenFull } from '#web/times.ts'
import { read } from './api.ts'

export function PastTexts(props: {
  bookId: string
  fieldKey: string
  question: string
  onBring: ((text: string) => void) | undefined
  onClose: () => void
}) {
  const { bookId, fieldKey, question, onBring, onClose } = props
  const { data, error, refetch } = useQuery({
    queryKey: ['workbook', bookId, 'past', fieldKey],
    queryFn: () => read.past(bookId, fieldKey),
  })
  return (
    <Sheet title={`Earlier words: ${question}`} onClose={onClose} at="end">
      <div className="Sheet-body stack" data-gap="12">
        {!data &&
          (error ? (
            <FailedFace
              title="They could not be read."
              detail={failureWords(error)}
              onRetry={() => void refetch()}
            />
          ) : (
            <LoadingLines />
          ))}
        {data?.items.length === 0 && <p className="second">Nothing was taken away here.</p>}
        {data?.items.map(({ version, text, at, by }) => (
          <article className="PastText stack" data-gap="6" key={version}>
            <p>{text}</p>
            <p className="row small third" data-gap="6">
              {by}, {whenFull(at)}
              {onBring && (
                <Button
                  size="xs"
                  variant="default"
                  onClick={() => {
                    onBring(text)
                    onClose()
                  }}
                >
                  Bring back
                </Button>
              )}
            </p>
          </article>
        ))}
      </div>
    </Sheet>
  )
}
