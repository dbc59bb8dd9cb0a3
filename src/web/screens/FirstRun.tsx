/** Screen 09: whose moments shall we notice first; a sample, a file or one's own tools, with what is found beside it while it is read. */
import { useRef, useState } from 'react'
import type { SyntheticEvent } from 'react'
import { useLocation } from 'wouter'
import type { ImportStatus, StartImport } from '#connectors/files/contract.ts'
import { FailedFace, LoadingLines } from '../components/Faces.tsx'
import { Icon } from '../components/Icon.tsx'
import { FirstRunChoice } from './FirstRunChoice.tsx'
import type { Source } from './FirstRunChoice.tsx'
import { FirstRunFrame } from './FirstRunFrame.tsx'
import { FirstRunWays } from './FirstRunWays.tsx'
import { useChoices } from './import-choices.ts'
import { ImportColumns } from './ImportColumns.tsx'
import { DropTarget } from './ImportDrop.tsx'
import type { DropHandle } from './ImportDrop.tsx'
import { ImportPreview } from './ImportPreview.tsx'
import { ImportAhead, ImportProgress } from './ImportProgress.tsx'
import { ImportSetAside } from './ImportSetAside.tsx'
import { isReadThrough, plainly } from './ImportState.ts'
import { KeysMake, KeysTry, KeysWaiting } from './KeysConnect.tsx'
import type { FreshKey } from './KeysConnect.tsx'
import { useFirstRun } from './useFirstRun.ts'
import './import.css'

export function FirstRun() {
  const [, go] = useLocation()
  const [source, setSource] = useState<Source>('sample')
  const [made, setMade] = useState<FreshKey | null>(null)
  const [isLooking, setLooking] = useState(false)
  const dropHandle = useRef<DropHandle>(null)
  const firstRun = useFirstRun()
  const { importId, status, error, problem, notice, isBusy, uploading } = firstRun
  if (status?.state === 'preview')
    return (
      <Checking
        status={status}
        isBusy={isBusy}
        problem={problem}
        onRun={(body) => void firstRun.run(body)}
        onCancel={() => void firstRun.cancel()}
      />
    )

  const isReading = importId !== null
  const openQueue = () => go('/moments')
  function back() {
    setMade(null)
    firstRun.back()
  }
  function submit(event: SyntheticEvent) {
    event.preventDefault()
    if (isReading || made) openQueue()
    else if (source === 'sample') void firstRun.beginSample()
    else dropHandle.current?.choose()
  }
  const step = made ? 3 : isReading ? (status && isReadThrough(status) ? 3 : 2) : 1
  return (
    <FirstRunFrame
      step={step}
      left={
        <DropTarget uploading={uploading} className="FirstRun-drop" onTaken={() => setSource('file')}>
          <h1 className="display FirstRun-title" data-close={made !== null || undefined}>
            {made ? 'Point your tools here' : 'Whose moments shall we notice first?'}
          </h1>
          <p className="second FirstRun-lead">
            {made
              ? 'Anything that speaks Segment can send: give it this address and this key.'
              : 'Everything stays on this machine. You can look around for as long as you like before anything is sent to a customer.'}
          </p>
          <form id="first-run" className="stack" data-gap="12" onSubmit={submit}>
            {!made && (
              <FirstRunChoice
                // Anew, so that the focus comes back to the choice.
                key={isReading ? 'reading' : 'choosing'}
                source={isReading && status ? status.kind : source}
                isFixed={isReading || uploading.upload !== null}
                onChoose={setSource}
                uploading={uploading}
                dropHandle={dropHandle}
              />
            )}
          </form>
          {source === 'tools' && !isReading && (
            <div className="FirstRun-tools">
              {made ? <KeysTry made={made} /> : <KeysMake onMade={setMade} size="lg" />}
            </div>
          )}
          {problem && (
            <div className="FirstRun-problem">
              <FailedFace title="That did not work." detail={problem} />
            </div>
          )}
          {notice && (
            <div className="Notice FirstRun-problem" data-tone="info">
              <Icon name="info-circle" />
              <span>{notice}</span>
            </div>
          )}
          <div className="row wrap FirstRun-ways" data-gap="10">
            <FirstRunWays
              source={source}
              isUnderWay={isReading || made !== null}
              isBusy={isBusy || uploading.upload !== null}
              onQueue={openQueue}
              onBack={back}
              isReading={status !== undefined && !isReadThrough(status)}
            />
          </div>
        </DropTarget>
      }
      right={
        made ? (
          <KeysWaiting keyId={made.id} />
        ) : !isReading ? (
          <ImportAhead />
        ) : status ? (
          <ImportProgress
            status={status}
            onSetAside={() => setLooking(true)}
            onStop={() => void firstRun.stop()}
            onAgain={status.kind === 'file' ? back : undefined}
          />
        ) : error ? (
          <FailedFace
            title="How far it is could not be read."
            detail={plainly(error)}
            onRetry={firstRun.retry}
          />
        ) : (
          <LoadingLines />
        )
      }
    >
      {isLooking && status && <ImportSetAside status={status} onClose={() => setLooking(false)} />}
    </FirstRunFrame>
  )
}

/** The extra step of a file: its columns at the left, its first rows at the right. */
function Checking(props: {
  status: ImportStatus
  isBusy: boolean
  problem: string | null
  onRun: (body: StartImport) => void
  onCancel: () => void
}) {
  const [choices, setChoices] = useChoices(props.status)
  return (
    <FirstRunFrame
      step={2}
      left={
        <>
          <h1 className="display FirstRun-title" data-close>
            Did we take your columns right?
          </h1>
          <p className="second FirstRun-lead">
            {props.status.name}. We guessed from the names and the first rows; change what is wrong.
          </p>
          <ImportColumns {...props} choices={choices} onChange={setChoices} />
        </>
      }
      right={<ImportPreview status={props.status} choices={choices} onChange={setChoices} />}
    />
  )
}
