/** Settings, what goes out: the switch over everything that leaves, what it holds, and what becomes of that. */
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Outgoing, ReleaseOutgoing } from '#features/team/contract.ts'
import { currentTime } from '#web/clock.ts'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { Segments } from '#web/components/Segments.tsx'
import { SettingsFrame } from '#web/frame/SettingsFrame.tsx'
import { SESSION, useSession } from '#web/session.ts'
import { whenSaid } from '#web/times.ts'
import { tellFailure } from '#web/toasts.ts'
import { OUTGOING, outgoing, read } from './api.ts'
import { saidBy } from './words.ts'
import './team.css'

export function OutgoingScreen() {
  const client = useQueryClient()
  const mayWrite = useSession().permissions.includes('outgoing.write')
  const { data, error, refetch } = useQuery({
    queryKey: OUTGOING,
    queryFn: read.outgoing,
    refetchInterval: 5_000,
  })
  const [isBusy, setBusy] = useState(false)
  async function run(work: () => Promise<Outgoing>) {
    setBusy(true)
    try {
      client.setQueryData(OUTGOING, await work())
    } catch (failure) {
      tellFailure(`That did not work. ${saidBy(failure)}`)
    } finally {
      setBusy(false)
      void client.invalidateQueries({ queryKey: OUTGOING })
      void client.invalidateQueries({ queryKey: SESSION })
    }
  }
  return (
    <SettingsFrame>
      <section className="Paper SettingsCard" aria-labelledby="outgoing">
        <h2 className="head" id="outgoing">
          Nothing goes out
        </h2>
        <p className="second">
          For the day something sends what it should not. One press holds back replies, credit and codes,
          surveys, letters to colleagues, and what is told to Chatwoot. Mail goes on coming in. What a mail
          server already has is out.
        </p>
        {!data ? (
          error ? (
            <FailedFace
              title="It could not be read whether things go out."
              detail={saidBy(error)}
              onRetry={() => void refetch()}
            />
          ) : (
            <LoadingLines />
          )
        ) : data.hold ? (
          <Held
            hold={data.hold}
            waiting={data.waiting}
            mayWrite={mayWrite}
            isBusy={isBusy}
            onRelease={(fates) => void run(() => outgoing.release(fates))}
          />
        ) : mayWrite ? (
          <div className="row">
            <Button disabled={isBusy} onClick={() => void run(outgoing.hold)}>
              Hold everything back now
            </Button>
          </div>
        ) : (
          <p className="small third">Things go out. Supervisors and owners can hold them back.</p>
        )}
      </section>
    </SettingsFrame>
  )
}

const NAMES = { replies: 'Replies', surveys: 'Surveys' } as const

function Held({
  hold,
  waiting,
  mayWrite,
  isBusy,
  onRelease,
}: {
  hold: NonNullable<Outgoing['hold']>
  waiting: Outgoing['waiting']
  mayWrite: boolean
  isBusy: boolean
  onRelease: (fates: ReleaseOutgoing) => void
}) {
  const [fates, setFates] = useState<ReleaseOutgoing>({ replies: 'send', surveys: 'send' })
  return (
    <>
      <p>
        {hold.by} said so {whenSaid(hold.since, currentTime())}.
      </p>
      <ul className="stack" data-gap="8" aria-label="What waits">
        {waiting.map(({ name, count, oldestAt }) => (
          <li key={name} className="row wrap" data-gap="10">
            <span className="grow">
              {count === 0
                ? `${NAMES[name]}: none waits.`
                : `${NAMES[name]}: ${count} ${count === 1 ? 'waits' : 'wait'}, the first since ${whenSaid(oldestAt ?? hold.since, currentTime())}.`}
            </span>
            {mayWrite && (
              <Segments
                label={`${NAMES[name]} that wait`}
                value={fates[name]}
                choices={[
                  { value: 'send', label: 'Send them' },
                  { value: 'drop', label: 'Drop them' },
                ]}
                onChange={(fate) => setFates({ ...fates, [name]: fate })}
              />
            )}
          </li>
        ))}
      </ul>
      <p className="small third">
        A reply that is dropped is taken back with its money, and its moment is open again. What may be out
        already, or has given something, waits for a person under Tasks.
      </p>
      {mayWrite && (
        <Button variant="filled" disabled={isBusy} onClick={() => onRelease(fates)}>
          Let things go out again
        </Button>
      )}
    </>
  )
}
