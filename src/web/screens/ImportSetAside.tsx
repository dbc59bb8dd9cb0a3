/** The lines of a file that were not taken in: why, how many, and the first of them as they stand in the file. */
import { countOf, counted } from '#kit/counted.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ImportStatus } from '#connectors/files/contract.ts'
import { read } from '../api.ts'
import { FailedFace, LoadingLines } from '../components/Faces.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { plainly } from './ImportState.ts'
import './import.css'

export function ImportSetAside({ status, onClose }: { status: ImportStatus; onClose: () => void }) {
  const { data, error, refetch, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery({
    queryKey: ['imports', status.id, 'set-aside'],
    queryFn: ({ pageParam }) => read.setAside(status.id, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  })
  const lines = data?.pages.flatMap((page) => page.items)
  return (
    <Sheet title={`${countOf(status.setAside, 'line')} set aside`} onClose={onClose}>
      <div className="Sheet-body stack" data-gap="12">
        <dl className="SetAside-reasons">
          {status.reasons.map(({ reason, count }) => (
            <div key={reason} className="row between">
              <dt>{reason}</dt>
              <dd className="second">{counted(count)}</dd>
            </div>
          ))}
        </dl>
        {lines ? (
          <>
            <ol className="SetAside-lines" tabIndex={0} aria-label="Lines">
              {lines.map((each) => (
                <li key={each.line}>
                  <div className="row between small third">
                    <span>Line {counted(each.line)}</span>
                    <span>{each.reason}</span>
                  </div>
                  {each.text && <code>{each.text}</code>}
                </li>
              ))}
            </ol>
            <div className="row between">
              {hasNextPage ? (
                <button
                  type="button"
                  className="Link"
                  disabled={isFetching}
                  onClick={() => void fetchNextPage()}
                >
                  {isFetching ? 'Reading' : 'More'}
                </button>
              ) : (
                <span />
              )}
              <a className="Link" href={`/api/v1/imports/${status.id}/set-aside.jsonl`} download>
                All of them as a file
              </a>
            </div>
            <p className="small third">
              Mend them in the file and read it again: what is in already is not stored twice.
            </p>
          </>
        ) : error ? (
          <FailedFace
            title="The lines could not be read."
            detail={plainly(error)}
            onRetry={() => void refetch()}
          />
        ) : (
          <LoadingLines widths={[92, 70, 84]} />
        )}
      </div>
    </Sheet>
  )
}
