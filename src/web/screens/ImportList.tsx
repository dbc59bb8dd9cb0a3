/** What was read before: each import with its numbers; the sample can be taken out again. */
import { countOf, counted } from '#kit/counted.ts'
import { Badge, Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import type { ImportStatus } from '#connectors/files/contract.ts'
import { change } from '../api.ts'
import { FailedFace, LoadingRows } from '../components/Faces.tsx'
import { Icon } from '../components/Icon.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { deliver } from '../outbox.ts'
import { SESSION, useSession } from '../session.ts'
import { whenFull } from '../times.ts'
import { tell } from '../toasts.ts'
import { ProgressBar } from './ImportDrop.tsx'
import { IMPORTS, plainly, useImports } from './ImportState.ts'

export function ImportList() {
  const { data, error, refetch } = useImports()
  const { hasSample } = useSession()
  const [isRemoving, setRemoving] = useState(false)
  return (
    <section aria-labelledby="imports">
      <div className="row between">
        <h2 className="head" id="imports">
          What was read
        </h2>
        {hasSample ? (
          <button type="button" className="Link" onClick={() => setRemoving(true)}>
            Remove the sample brand
          </button>
        ) : (
          <Link href="/welcome" className="Link">
            Add the sample brand
          </Link>
        )}
      </div>
      <div className="Paper">
        {data ? (
          data.length === 0 ? (
            <p className="ImportNone">
              No file has been read yet. The first one shows up here with its numbers, and with every line
              that was set aside.
            </p>
          ) : (
            <ul className="ImportList">
              {data.map((each) => (
                <li key={each.id}>
                  <Row status={each} />
                </li>
              ))}
            </ul>
          )
        ) : error ? (
          <FailedFace
            title="The imports could not be read."
            detail={`${plainly(error)} What was read before is safe.`}
            onRetry={() => void refetch()}
          />
        ) : (
          <LoadingRows rows={3} />
        )}
      </div>
      {isRemoving && <RemoveSample onClose={() => setRemoving(false)} />}
    </section>
  )
}

function Row({ status }: { status: ImportStatus }) {
  const at = status.finishedAt ?? status.startedAt
  return (
    <Link href={`/import/${status.id}`} className="ImportList-row">
      <Icon name={status.kind === 'sample' ? 'shirt' : 'file-spreadsheet'} />
      <span className="grow">
        <span className="row between">
          <b className="truncate">{status.name}</b>
          {at && (
            <time className="small third fixed" dateTime={at}>
              {whenFull(at)}
            </time>
          )}
        </span>
        <span className="small second">{numbersOf(status)}</span>
      </span>
      <span className="ImportList-standing">
        <Standing status={status} />
      </span>
    </Link>
  )
}

function Standing({ status }: { status: ImportStatus }) {
  if (status.state === 'running')
    return <ProgressBar label={`Reading ${status.name}`} part={status.progress} />
  if (status.state === 'preview') return <Badge data-tone="info">To check</Badge>
  if (status.state === 'failed') return <Badge data-tone="bad">Stopped</Badge>
  if (status.state === 'cancelled') return <Badge>Cancelled</Badge>
  return status.setAside > 0 ? (
    <Badge data-tone="warn">{counted(status.setAside)} set aside</Badge>
  ) : (
    <Badge data-tone="good">Read</Badge>
  )
}

function numbersOf(status: ImportStatus): string {
  if (status.state === 'preview')
    // What follows the semicolon is the guess of its dates, which may have been corrected since.
    return `${status.format.split('; ')[0] ?? ''}; nothing is stored yet`
  const parts = [
    `${counted(status.read)} read`,
    `${counted(status.stored)} stored`,
    `${counted(status.known)} already known`,
    countOf(status.momentsSoFar, 'moment'),
  ]
  return parts.join(' · ')
}

function RemoveSample({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  async function remove() {
    setBusy(true)
    try {
      await deliver(change.removeSample())
      await Promise.all(
        [SESSION, IMPORTS, ['queue'], ['customers'], ['moment']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      )
      tell('The sample brand is gone.')
      onClose()
    } catch (failure) {
      setProblem(plainly(failure))
      setBusy(false)
    }
  }
  return (
    <Sheet title="Remove the sample brand?" onClose={onClose}>
      <div className="Sheet-body stack" data-gap="12">
        <p className="second">
          Its customers, messages and moments go for good. What you have imported yourself stays as it is.
        </p>
        {problem && <FailedFace title="It was not removed." detail={problem} />}
        <div className="row" data-gap="6">
          <Button variant="filled" disabled={isBusy} onClick={() => void remove()}>
            Remove it
          </Button>
          <Button variant="subtle" onClick={onClose}>
            Keep it
          </Button>
        </div>
      </div>
    </Sheet>
  )
}
