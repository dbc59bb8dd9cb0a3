/** The lines of a file that were not taken in: why, how many, and the first of them as they stand in the file. */
import { useQuery } from '@tanstack/react-query'
import type { ImportStatus } from '#connectors/files/contract.ts'
import { read } from '../api.ts'
import { FailedFace, LoadingLines } from '../components/Faces.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { countOf, counted, plainly } from './ImportState.ts'
import './import.css'

export function ImportSetAside({ status, onClose }: { status: ImportStatus; onClose: () => void }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['imports', status.id, 'set-aside'],
    queryFn: () => read.setAside(status.id),
    staleTime: 0,
  })
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
        {data ? (
          <>
            <ol className="SetAside-lines" tabIndex={0} aria-label="Lines">
              {data.items.map((each) => (
                <li key={each.line}>
                  <div className="row between small third">
                    <span>Line {counted(each.line)}</span>
                    <span>{each.reason}</span>
                  </div>
                  {each.text && <code>{each.text}</code>}
                </li>
              ))}
            </ol>
            {data.items.length < status.setAside && (
              <p className="small third">
                The first {counted(data.items.length)}. Mend them in the file and read it again: what is in
                already is not stored twice.
              </p>
            )}
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
