/** One complaint: who answers for it and why it came, what was done, how it ended, with its conversation and story. */
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import type { ComplaintCause, ComplaintDetail } from '#features/voices/contract.ts'
import { Answered } from '#web/Answered.tsx'
import { currentTime } from '#web/clock.ts'
import { OwnWords } from '#web/components/OwnWords.tsx'
import { read as readApp } from '#web/api.ts'
import type { Change } from '#web/api.ts'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { useSession } from '#web/session.ts'
import { whenSaid } from '#web/times.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { change, COMPLAINTS, read } from './complaint-api.ts'
import { ORIGINS, spanWords, standingWords, stepWords } from './complaint-say.ts'
import { ComplaintEnd } from './ComplaintEnd.tsx'

export function ComplaintPane({ id, causes }: { id: string; causes: readonly ComplaintCause[] }) {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: [...COMPLAINTS, 'one', id],
    queryFn: () => read.one(id),
  })
  async function put(wanted: Change, said: string) {
    try {
      await deliver(wanted)
      tell(said)
    } catch (failure) {
      tellFailure(failureWords(failure))
    }
    await client.invalidateQueries({ queryKey: COMPLAINTS })
  }
  return (
    <Answered answer={data} error={error} onRetry={refetch} failed="This complaint could not be read.">
      {(detail) => <Pane detail={detail} causes={causes} onPut={put} />}
    </Answered>
  )
}

type Put = (wanted: Change, said: string) => Promise<void>

function Pane({
  detail,
  causes,
  onPut,
}: {
  detail: ComplaintDetail
  causes: readonly ComplaintCause[]
  onPut: Put
}) {
  const mayWrite = useSession().permissions.includes('complaints.write')
  const { complaint, conversation, story, recovery, others } = detail
  const standing = standingWords(complaint)
  return (
    <article
      className="Paper ComplaintPane stack"
      data-gap="12"
      aria-label={`Complaint of ${complaint.customer.name}`}
    >
      <header>
        <Link href="/voices/complaints" className="Link ComplaintPane-back">
          All complaints
        </Link>
        <div className="row between wrap">
          <h2 className="title">{complaint.customer.name}</h2>
          <Link href={`/customers/${complaint.customer.id}`} className="Link">
            Everything about her
          </Link>
        </div>
        <p className="small third">
          <span className={standing.tone}>{standing.words}</span> · {ORIGINS[complaint.origin]} ·{' '}
          {whenSaid(complaint.openedAt, currentTime())}
          {complaint.actedWithinMinutes !== null &&
            ` · first act after ${spanWords(complaint.actedWithinMinutes)}: ${complaint.firstAct ?? ''}`}
          {others > 0 && ` · ${others} more within 90 days`}
        </p>
      </header>
      {mayWrite && <Owner detail={detail} causes={causes} onPut={onPut} />}
      {complaint.isQuoted || complaint.words === null ? null : <p className="second">{complaint.words}</p>}
      <ul className="ComplaintTalk stack" data-gap="8" aria-label="Conversation">
        {conversation.map((entry) => (
          <li key={entry.id} data-by={entry.author.kind}>
            <p className="small third">
              {entry.author.name ?? (entry.author.kind === 'customer' ? complaint.customer.name : 'We')} ·{' '}
              {whenSaid(entry.at, currentTime())}
            </p>
            {entry.text ? (
              <div className="voice">
                <OwnWords text={entry.text} history={entry.history}>
                  {(words) => words}
                </OwnWords>
              </div>
            ) : (
              <p className="second">{entry.summary}</p>
            )}
          </li>
        ))}
      </ul>
      {recovery.momentId && (complaint.standing === 'open' || complaint.standing === 'acting') && (
        <p>
          <Link
            href={`/moments/${recovery.momentId}`}
            className="Button ComplaintRecovery"
            data-variant="default"
          >
            Answer and make it good
          </Link>{' '}
          <span className="small third">opens her moment with the plays for it</span>
        </p>
      )}
      {mayWrite && <ComplaintEnd complaint={complaint} onPut={onPut} />}
      <section>
        <h3 className="small second">Story</h3>
        <ol className="small">
          {complaint.firstActAt && complaint.firstAct && story.every(({ what }) => what !== 'act') && (
            <li>{complaint.firstAct}</li>
          )}
          {story.map(({ at, what, words, by }) => (
            <li key={`${at} ${what}`}>
              {stepWords(what, words)}{' '}
              <span className="third">
                {by ?? ''} {whenSaid(at, currentTime())}
              </span>
            </li>
          ))}
        </ol>
      </section>
    </article>
  )
}

function Owner({
  detail,
  causes,
  onPut,
}: {
  detail: ComplaintDetail
  causes: readonly ComplaintCause[]
  onPut: Put
}) {
  const { id, owner, cause } = detail.complaint
  const { data } = useQuery({ queryKey: ['members'], queryFn: () => readApp.members() })
  const [act, setAct] = useState('')
  const isWaiting = detail.complaint.standing === 'open' || detail.complaint.standing === 'acting'
  return (
    <div className="stack" data-gap="6">
      <div className="row wrap" data-gap="8">
        <label className="row small second" data-gap="6">
          Owner
          <select
            className="Input"
            value={owner?.id ?? ''}
            onChange={(event) => {
              const to = data?.items.find((member) => member.id === event.currentTarget.value)
              void onPut(
                change.own(id, to?.id ?? null),
                to ? `${to.name} answers for it.` : 'Nobody answers for it now.',
              )
            }}
          >
            <option value="">nobody</option>
            {data?.items
              .filter(({ role }) => role !== 'viewer')
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </select>
        </label>
        <label className="row small second" data-gap="6">
          Cause
          <select
            className="Input"
            value={cause?.id ?? ''}
            onChange={(event) =>
              void onPut(change.cause(id, event.currentTarget.value || null), 'The cause is noted.')
            }
          >
            <option value="">not known yet</option>
            {causes.map((one) => (
              <option key={one.id} value={one.id}>
                {one.parentId === null ? one.name : `– ${one.name}`}
              </option>
            ))}
          </select>
        </label>
      </div>
      {isWaiting && (
        <form
          className="row"
          data-gap="6"
          onSubmit={(event) => {
            event.preventDefault()
            if (act.trim().length < 2) return
            void onPut(change.act(id, act.trim()), 'Written down.')
            setAct('')
          }}
        >
          <input
            className="Input grow"
            aria-label="What was done"
            placeholder="What was done just now"
            maxLength={1_000}
            value={act}
            onChange={(event) => setAct(event.currentTarget.value)}
          />
          <Button size="xs" type="submit" disabled={act.trim().length < 2}>
            Write down
          </Button>
        </form>
      )}
    </div>
  )
}
