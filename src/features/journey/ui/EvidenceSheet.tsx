/** Every piece behind a touchpoint's numbers, of the time and the journey those are of, newest first. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ListEvidence } from '#features/journey/contract.ts'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { Segments } from '#web/components/Segments.tsx'
import { Sheet } from '#web/components/Sheet.tsx'
import { failureWords } from '#web/failure.ts'
import type { Asked } from './api.ts'
import { PieceWords } from './PieceWords.tsx'
import { timeWords } from './say.ts'
import { useEvidence } from './useJourney.ts'

type Feeling = NonNullable<ListEvidence['feeling']> | 'all'

export function EvidenceSheet(props: {
  touchpoint: string
  name: string
  asked: Asked
  /** What its number counts; all without one. */
  feeling?: Feeling
  onClose: () => void
}) {
  const [feeling, setFeeling] = useState<Feeling>(props.feeling ?? 'all')
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useEvidence(
    props.touchpoint,
    props.asked,
    feeling === 'all' ? undefined : feeling,
  )
  const items = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Sheet title={`Evidence for “${props.name}”`} onClose={props.onClose} at="end">
      <div className="Sheet-body stack" data-gap="12">
        <p className="small third">{timeWords(props.asked)}</p>
        <Segments
          label="How it felt"
          value={feeling}
          onChange={setFeeling}
          choices={[
            { value: 'all', label: 'All' },
            { value: 'rub', label: 'What rubs' },
            { value: 'even', label: 'In between' },
            { value: 'good', label: 'Good' },
          ]}
        />
        {items.map((piece) => (
          <PieceWords key={piece.entryId} piece={piece} />
        ))}
        {data && items.length === 0 && <p className="second">No such piece here.</p>}
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
        {hasNextPage && (
          <Button
            variant="default"
            size="xs"
            disabled={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            Show more
          </Button>
        )}
      </div>
    </Sheet>
  )
}
