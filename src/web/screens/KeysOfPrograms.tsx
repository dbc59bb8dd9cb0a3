/** Keys of programs: who may send or read without a person, when each was last used, and the way to revoke it. */
import { Badge, Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { change, read } from '../api.ts'
import type { ProgramKey } from '../api.ts'
import { FailedFace, LoadingRows } from '../components/Faces.tsx'
import { Icon } from '../components/Icon.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { deliver } from '../outbox.ts'
import { whenFull } from '../times.ts'
import { tell } from '../toasts.ts'
import { plainly } from './ImportState.ts'
import { KEYS, KeysMake, KeysTry, KeysWaiting } from './KeysConnect.tsx'
import type { FreshKey } from './KeysConnect.tsx'
import './import.css'

export function KeysOfPrograms() {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: KEYS,
    queryFn: async () => (await read.keys()).items,
    staleTime: 0,
  })
  const [isMaking, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<ProgramKey | null>(null)
  const renew = () => void client.invalidateQueries({ queryKey: KEYS })
  return (
    <section aria-labelledby="keys">
      <div className="row between">
        <h2 className="head" id="keys">
          Keys of programs
        </h2>
        <button type="button" className="Link" onClick={() => setMaking(true)}>
          Make a key
        </button>
      </div>
      <div className="Paper">
        {data ? (
          data.length === 0 ? (
            <p className="ImportNone">
              No program has a key. Make one to let your shop, your website or your help desk send what
              happens, in the words of Segment.
            </p>
          ) : (
            <ul className="ImportList">
              {data.map((key) => (
                <li key={key.id}>
                  <Row program={key} onRevoke={() => setRevoking(key)} />
                </li>
              ))}
            </ul>
          )
        ) : error ? (
          <FailedFace
            title="The keys could not be read."
            detail={`${plainly(error)} They go on working.`}
            onRetry={() => void refetch()}
          />
        ) : (
          <LoadingRows rows={2} />
        )}
      </div>
      {isMaking && (
        <NewKey
          onMade={renew}
          onClose={() => {
            setMaking(false)
            renew()
          }}
        />
      )}
      {revoking && <Revoke program={revoking} onDone={renew} onClose={() => setRevoking(null)} />}
    </section>
  )
}

function Row({ program, onRevoke }: { program: ProgramKey; onRevoke: () => void }) {
  const isOff = program.revokedAt !== null
  return (
    <div className="ImportList-row" data-off={isOff || undefined}>
      <Icon name="key" />
      <span className="grow">
        <span className="row" data-gap="6">
          <b className="truncate">{program.name}</b>
          <code className="third fixed">…{program.hint}</code>
        </span>
        <span className="small second">
          {program.scopes.join(', ')} · {program.trust === 'browser' ? 'website' : 'server'} ·{' '}
          {program.usedAt ? `last used ${whenFull(program.usedAt)}` : 'never used'}
        </span>
      </span>
      {isOff ? (
        <Badge>Revoked</Badge>
      ) : (
        <Button size="xs" variant="subtle" onClick={onRevoke} aria-label={`Revoke ${program.name}`}>
          Revoke
        </Button>
      )}
    </div>
  )
}

function NewKey({ onMade, onClose }: { onMade: () => void; onClose: () => void }) {
  const [made, setMade] = useState<FreshKey | null>(null)
  return (
    <Sheet title={made ? 'A key is made' : 'A key for a program'} onClose={onClose}>
      <div className="Sheet-body stack" data-gap="12">
        {made ? (
          <>
            <KeysTry made={made} />
            <KeysWaiting keyId={made.id} />
          </>
        ) : (
          <KeysMake
            onMade={(key) => {
              setMade(key)
              onMade()
            }}
          />
        )}
      </div>
    </Sheet>
  )
}

function Revoke(props: { program: ProgramKey; onDone: () => void; onClose: () => void }) {
  const { program } = props
  const [problem, setProblem] = useState<string | null>(null)
  async function revoke() {
    try {
      await deliver(change.revokeKey(program.id, program.name))
      props.onDone()
      tell(`${program.name} can no longer send or read.`)
      props.onClose()
    } catch (failure) {
      setProblem(plainly(failure))
    }
  }
  return (
    <Sheet title={`Revoke ${program.name}?`} onClose={props.onClose}>
      <div className="Sheet-body stack" data-gap="12">
        <p className="second">
          Whatever uses it is refused from now on, and it can’t be given back. What it has sent stays.
        </p>
        {problem && <FailedFace title="It was not revoked." detail={problem} />}
        <div className="row" data-gap="6">
          <Button variant="filled" onClick={() => void revoke()}>
            Revoke it
          </Button>
          <Button variant="subtle" onClick={props.onClose}>
            Keep it
          </Button>
        </div>
      </div>
    </Sheet>
  )
}
