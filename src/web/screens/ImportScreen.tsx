/** Import: one more file, what was read before, and the keys of programs that send by themselves. */
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { ImportStatus } from '#connectors/files/contract.ts'
import { change } from '../api.ts'
import { FailedFace, LoadingLines } from '../components/Faces.tsx'
import { Icon } from '../components/Icon.tsx'
import { deliver } from '../outbox.ts'
import { useSession } from '../session.ts'
import { useChoices } from './import-choices.ts'
import { ImportColumns } from './ImportColumns.tsx'
import { ImportDrop } from './ImportDrop.tsx'
import { ImportList } from './ImportList.tsx'
import { ImportPreview } from './ImportPreview.tsx'
import { ImportProgress } from './ImportProgress.tsx'
import { ImportSetAside } from './ImportSetAside.tsx'
import { importKey, IMPORTS, plainly, useImport, useUpload } from './ImportState.ts'
import { KeysOfPrograms } from './KeysOfPrograms.tsx'
import { RefusedLink } from './RefusedLink.tsx'
import './import.css'

export function ImportScreen({ importId }: { importId: string | null }) {
  return (
    <div className="ImportScreen">
      {importId === null ? <Overview /> : <OneImport key={importId} id={importId} />}
    </div>
  )
}

function Overview() {
  const [, go] = useLocation()
  const client = useQueryClient()
  const { permissions } = useSession()
  const uploading = useUpload((arrived) => {
    client.setQueryData(importKey(arrived.id), arrived)
    void client.invalidateQueries({ queryKey: IMPORTS, exact: true })
    go(`/import/${arrived.id}`)
  })
  return (
    <>
      <header className="ImportScreen-head">
        <h1 className="title">Import</h1>
        <span className="third push">Nothing you import leaves this machine</span>
      </header>
      <div className="ImportScreen-body">
        <div>
          <section aria-labelledby="one-more">
            <h2 className="head" id="one-more">
              One more file
            </h2>
            <ImportDrop uploading={uploading} />
            {permissions.includes('promises.write') && (
              <p className="small second">
                Promises that another tool still holds come in with their old dates:{' '}
                <Link className="Link" href="/promises?bring">
                  bring promises in
                </Link>
                .
              </p>
            )}
          </section>
          <ImportList />
        </div>
        <div>
          {permissions.includes('keys.read') && <KeysOfPrograms />}
          {permissions.includes('refusals.read') && <RefusedLink />}
        </div>
      </div>
    </>
  )
}

function OneImport({ id }: { id: string }) {
  const [, go] = useLocation()
  const client = useQueryClient()
  const [isLooking, setLooking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const { data: status, error, refetch } = useImport(id)

  /** Does something with the server; `then` leaves the page where the import is gone. */
  async function attempt(what: () => Promise<unknown>, then: () => unknown = refetch) {
    setBusy(true)
    setProblem(null)
    try {
      await what()
      await then()
      await client.invalidateQueries({ queryKey: IMPORTS, exact: true })
    } catch (failure) {
      setProblem(plainly(failure))
    } finally {
      setBusy(false)
    }
  }
  const toList = () => go('/import')
  return (
    <>
      <header className="ImportScreen-head">
        <Link href="/import" className="Link">
          Import
        </Link>
        <span className="third" aria-hidden="true">
          /
        </span>
        <h1 className="title truncate">{status?.name ?? 'One import'}</h1>
      </header>
      {status?.state === 'preview' ? (
        <Checking
          status={status}
          isBusy={isBusy}
          problem={problem}
          onRun={(body) => void attempt(() => deliver(change.startImport(id, body)))}
          onCancel={() => void attempt(() => deliver(change.cancelImport(id)), toList)}
        />
      ) : (
        <div className="ImportScreen-body">
          <div data-wide>
            {status ? (
              <ImportProgress
                status={status}
                onSetAside={() => setLooking(true)}
                onStop={() => void attempt(() => deliver(change.cancelImport(id)))}
                onAgain={toList}
              />
            ) : error ? (
              <FailedFace
                title="This import could not be read."
                detail={plainly(error)}
                onRetry={() => void refetch()}
              />
            ) : (
              <LoadingLines />
            )}
            {problem && <FailedFace title="That did not work." detail={problem} />}
            {status && (
              <div className="row" data-gap="6">
                <Button variant="filled" onClick={() => go('/moments')}>
                  Open the queue
                </Button>
                <Button variant="subtle" onClick={toList}>
                  <Icon name="chevron-left" size="s" />
                  All imports
                </Button>
                {status.state !== 'running' && status.kind === 'file' && (
                  <Button
                    variant="subtle"
                    disabled={isBusy}
                    onClick={() => void attempt(() => deliver(change.cancelImport(id)), toList)}
                  >
                    Take it off the list
                  </Button>
                )}
              </div>
            )}
          </div>
        </div>
      )}
      {isLooking && status && <ImportSetAside status={status} onClose={() => setLooking(false)} />}
    </>
  )
}

function Checking(
  props: { status: ImportStatus } & Omit<Parameters<typeof ImportColumns>[0], 'choices' | 'onChange'>,
) {
  const [choices, setChoices] = useChoices(props.status)
  return (
    <div className="ImportScreen-body">
      <div>
        <p className="second">We guessed from the names and the first rows; change what is wrong.</p>
        <ImportColumns {...props} choices={choices} onChange={setChoices} />
      </div>
      <div>
        <ImportPreview status={props.status} choices={choices} onChange={setChoices} />
      </div>
    </div>
  )
}
