/** One person at the desk: what is held of her, what she may ask for with its consequences, and what became of it. */
import { counted } from '#kit/counted.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { Button } from '@mantine/core'
import type { DeskAnswer, RequestKind } from '#features/privacy/contract.ts'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { useSession } from '#web/session.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { whenFull } from '#web/times.ts'
import { change, read } from './api.ts'
import { RequestCard } from './RequestCard.tsx'
import { KIND } from './words.ts'

export function PersonDesk({ customerId }: { customerId: string }) {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: ['privacy', 'desk', customerId],
    queryFn: () => read.desk(customerId),
    retry: false,
  })
  const renew = () => client.invalidateQueries({ queryKey: ['privacy'] })
  if (error)
    return (
      <FailedFace
        title="She is not here."
        detail={`${failureWords(error)} She may have been erased; the request stands in the list.`}
        onRetry={() => void refetch()}
      />
    )
  if (!data) return <LoadingLines />
  return (
    <>
      <Who desk={data} />
      {data.requests
        .filter(({ settled }) => settled === null)
        .map((one) => (
          <RequestCard
            key={one.id}
            request={one}
            consequence={data.consequences.find(({ kind }) => kind === one.kind)}
            onDone={() => void renew()}
          />
        ))}
      <Held desk={data} />
      <Ways desk={data} onDone={() => void renew()} />
      <Answered desk={data} />
    </>
  )
}

function Who({ desk: { customer, holds } }: { desk: DeskAnswer }) {
  const client = useQueryClient()
  const mayAnswer = useSession().permissions.includes('privacy.write')
  async function lift(kind: 'restriction' | 'objection') {
    try {
      await deliver(change.lift(customer.id, kind, 'Lifted'))
      tell('Lifted: her data may be used again.')
    } catch (failure) {
      tellFailure(`That was not saved. ${failureWords(failure)}`)
    }
    await client.invalidateQueries({ queryKey: ['privacy'] })
  }
  return (
    <section className="Paper SettingsCard" aria-labelledby="who">
      <div className="SettingsCard-head">
        <h2 className="head grow" id="who">
          {customer.name ?? 'Customer'}
        </h2>
        <Link href={`/customers/${customer.id}`} className="Link">
          Her page, with consents and facts
        </Link>
      </div>
      <ul className="row wrap" data-gap="12" aria-label="Known by">
        {customer.identities.map(({ kind, value }) => (
          <li key={`${kind}:${value}`} className="small second">
            {value}
          </li>
        ))}
      </ul>
      {holds.map(({ kind, since, by }) => (
        <div key={kind} className="Notice" data-tone="warn">
          <Icon name="info-circle" />
          <span className="grow">
            {kind === 'restriction'
              ? 'Her data is kept and not used'
              : 'She objected: nothing is noticed about her'}
            , since {whenFull(since)}, written down by {by}.
          </span>
          {mayAnswer && (
            <button type="button" className="Link" onClick={() => void lift(kind)}>
              Lift
            </button>
          )}
        </div>
      ))}
    </section>
  )
}

function Held({ desk: { held } }: { desk: DeskAnswer }) {
  return (
    <section className="Paper SettingsCard" aria-labelledby="held">
      <div className="SettingsCard-head">
        <h2 className="head grow" id="held">
          What we hold
        </h2>
        <Link href="/settings/stored" className="Link">
          For how long
        </Link>
      </div>
      <ul className="Privacy-held">
        {held.map((one) => (
          <li key={one.kind}>
            <span className="grow">
              <b className="strong">{one.label}</b>
              <span className="small third Privacy-when">
                {one.words}
                {one.kept && `. Part of it stays after an erasure: ${one.kept}`}
              </span>
            </span>
            <span className="Privacy-count">{counted(one.count)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Ways({ desk, onDone }: { desk: DeskAnswer; onDone: () => void }) {
  const mayAnswer = useSession().permissions.includes('privacy.write')
  const [problem, setProblem] = useState<string | null>(null)
  const standing = new Set(desk.requests.filter(({ settled }) => settled === null).map(({ kind }) => kind))
  async function open(kind: RequestKind) {
    setProblem(null)
    try {
      await deliver(change.open(desk.customer.id, kind, `Request: ${KIND[kind]}`))
      tell(`Written down: ${KIND[kind].toLowerCase()}. Its due date stands in the list of promises too.`)
    } catch (failure) {
      setProblem(failureWords(failure))
    }
    onDone()
  }
  if (!mayAnswer)
    return <p className="second">An owner answers requests. You can see what is held and what is due.</p>
  return (
    <section className="Paper SettingsCard" aria-labelledby="ways">
      <h2 className="head" id="ways">
        What she may ask for
      </h2>
      {problem && (
        <p className="small bad" role="alert">
          {problem}
        </p>
      )}
      <ul className="Privacy-ways">
        {desk.consequences.map(({ kind, title, words }) => (
          <li key={kind}>
            <span className="grow">
              <b className="strong">{title}</b>
              {words.map((sentence) => (
                <span key={sentence} className="small second Privacy-when">
                  {sentence}
                </span>
              ))}
            </span>
            <Button size="xs" disabled={standing.has(kind)} onClick={() => void open(kind)}>
              {standing.has(kind) ? 'She has asked' : 'She asks for this'}
              <span className="visually-hidden">: {title}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Answered({ desk }: { desk: DeskAnswer }) {
  const answered = desk.requests.filter(({ settled }) => settled !== null)
  if (answered.length === 0) return null
  return (
    <section className="stack" data-gap="12" aria-label="Answered requests">
      {answered.map((one) => (
        <RequestCard key={one.id} request={one} />
      ))}
    </section>
  )
}
