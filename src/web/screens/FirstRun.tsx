/** Screen 09: whose moments shall we notice first; a sample, a file or one's own tools, with what is found beside it while it is read. */
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode, SyntheticEvent } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import type { ImportStatus, StartImport } from '#connectors/files/contract.ts'
import { change, read } from '../api.ts'
import { FailedFace, LoadingLines } from '../components/Faces.tsx'
import { Kbd } from '../components/Kbd.tsx'
import { Logo } from '../components/Logo.tsx'
import { deliver } from '../outbox.ts'
import { FirstRunChoice } from './FirstRunChoice.tsx'
import type { Source } from './FirstRunChoice.tsx'
import { ImportColumns, ImportPreview, useChoices } from './ImportColumns.tsx'
import { DropTarget } from './ImportDrop.tsx'
import type { DropHandle } from './ImportDrop.tsx'
import { ImportAhead, ImportProgress } from './ImportProgress.tsx'
import { ImportSetAside } from './ImportSetAside.tsx'
import { importKey, IMPORTS, plainly, useImport, useImports, useUpload } from './ImportState.ts'
import { KeysMake, KeysTry, KeysWaiting } from './KeysConnect.tsx'
import type { FreshKey } from './KeysConnect.tsx'
import './FirstRun.css'
import './import.css'

export function FirstRun() {
  const [, go] = useLocation()
  const client = useQueryClient()
  const [params, setParams] = useSearchParams()
  const importId = params.get('import')
  const [source, setSource] = useState<Source>('sample')
  const [made, setMade] = useState<FreshKey | null>(null)
  const [isLooking, setLooking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const dropHandle = useRef<DropHandle>(null)
  const { data: status, error, refetch } = useImport(importId)
  const show = (id: string | null) => setParams(id === null ? {} : { import: id }, { replace: true })
  useTakeUp(importId, show)

  const uploading = useUpload((arrived) => {
    client.setQueryData(importKey(arrived.id), arrived)
    show(arrived.id)
  })
  const openQueue = () => go('/moments')

  /** Does something with the server, telling plainly what went wrong. */
  async function attempt(what: () => Promise<void>) {
    setBusy(true)
    setProblem(null)
    try {
      await what()
    } catch (failure) {
      setProblem(plainly(failure))
    } finally {
      setBusy(false)
    }
  }
  const beginSample = () =>
    attempt(async () => {
      const sent = await deliver(change.startSample())
      const id = sent.waits ? undefined : (sent.answer as Partial<ImportStatus> | undefined)?.id
      const found = id ?? (await read.imports()).items.find(({ kind }) => kind === 'sample')?.id
      if (found === undefined) throw new TypeError('The sample did not begin')
      show(found)
    })
  const run = (body: StartImport) =>
    attempt(async () => {
      if (!status) return
      await deliver(change.startImport(status.id, body))
      await refetch()
    })
  const cancel = () =>
    attempt(async () => {
      if (importId !== null) await deliver(change.cancelImport(importId))
      show(null)
      await client.invalidateQueries({ queryKey: IMPORTS })
    })
  const stop = () =>
    attempt(async () => {
      if (importId !== null) await deliver(change.cancelImport(importId))
      await refetch()
    })
  const back = () => {
    setMade(null)
    setProblem(null)
    show(null)
  }

  const isChecking = status?.state === 'preview'
  const parts = { status, uploading, problem }
  if (isChecking)
    return (
      <Checking
        status={status}
        isBusy={isBusy}
        problem={problem}
        onRun={run}
        onCancel={() => void cancel()}
      />
    )

  const isReading = importId !== null
  function submit(event: SyntheticEvent) {
    event.preventDefault()
    if (isReading || made) openQueue()
    else if (source === 'sample') void beginSample()
    else dropHandle.current?.choose()
  }
  const step = made ? 3 : isReading ? (status?.state === 'finished' ? 3 : 2) : 1
  return (
    <Frame
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
                isFixed={isReading || made !== null || uploading.upload !== null}
                onChoose={setSource}
                uploading={parts.uploading}
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
          <div className="row wrap FirstRun-ways" data-gap="10">
            <Ways
              source={source}
              isUnderWay={isReading || made !== null}
              isBusy={isBusy || uploading.upload !== null}
              onQueue={openQueue}
              onBack={back}
              isReading={status?.state === 'running'}
            />
          </div>
        </DropTarget>
      }
      right={
        made ? (
          <KeysWaiting keyId={made.id} />
        ) : isReading ? (
          status ? (
            <ImportProgress
              status={status}
              onSetAside={() => setLooking(true)}
              onStop={() => void stop()}
              onAgain={status.kind === 'file' ? back : undefined}
            />
          ) : error ? (
            <FailedFace
              title="How far it is could not be read."
              detail={plainly(error)}
              onRetry={() => void refetch()}
            />
          ) : (
            <LoadingLines />
          )
        ) : (
          <ImportAhead />
        )
      }
    >
      {isLooking && status && <ImportSetAside status={status} onClose={() => setLooking(false)} />}
    </Frame>
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
    <Frame
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
      right={<ImportPreview status={props.status} choices={choices} />}
    />
  )
}

function Frame(props: { step: number; left: ReactNode; right: ReactNode; children?: ReactNode }) {
  useEffect(() => {
    const before = document.title
    document.title = 'Welcome · Spoonful'
    return () => {
      document.title = before
    }
  }, [])
  return (
    <div className="FirstRun">
      <main className="FirstRun-left">
        <header className="row" data-gap="10">
          <Logo />
          <b className="FirstRun-brand">Spoonful</b>
          <span className="push third">Step {props.step} of 3</span>
        </header>
        {props.left}
        <p className="small third FirstRun-foot">
          No account needed on this machine. Remove the sample at any time under Import.
        </p>
      </main>
      <aside className="FirstRun-right" aria-label="What is found">
        {props.right}
      </aside>
      {props.children}
    </div>
  )
}

function Ways(props: {
  source: Source
  isUnderWay: boolean
  isReading: boolean
  isBusy: boolean
  onQueue: () => void
  onBack: () => void
}) {
  if (props.isUnderWay)
    return (
      <>
        <Button key="open" type="submit" form="first-run" variant="filled" size="lg">
          Open the queue now <Kbd>↵</Kbd>
        </Button>
        <Button key="back" variant="subtle" size="lg" onClick={props.onBack}>
          Back
        </Button>
        {props.isReading && <span className="third">Reading goes on behind you</span>}
      </>
    )
  return (
    <>
      {props.source !== 'tools' && (
        <Button key="begin" type="submit" form="first-run" variant="filled" size="lg" disabled={props.isBusy}>
          {props.source === 'sample' ? 'Read the sample brand' : 'Choose a file'} <Kbd>↵</Kbd>
        </Button>
      )}
      <Button key="queue" variant="subtle" size="lg" onClick={props.onQueue}>
        Open the queue now
      </Button>
    </>
  )
}

/** After a reload: goes on with what was being checked or read. Only once, so that "Back" leads back. */
function useTakeUp(importId: string | null, show: (id: string) => void): void {
  const { data } = useImports()
  const isDone = useRef(importId !== null)
  useEffect(() => {
    if (isDone.current || !data) return
    isDone.current = true
    const open = data.find(({ state }) => state === 'running' || state === 'preview')
    if (open) show(open.id)
  }, [data, show])
}
