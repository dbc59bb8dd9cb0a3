/** Asks beyond the policy: a colleague's reasoning, and a yes or a no. Nobody answers her own. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Ask } from '#features/plays/contract.ts'
import { KINDS_OF_ACTS } from '#features/plays/rules/kinds.ts'
import { formatMoney } from '#kit/money.ts'
import { currentTime, useTime } from '#web/clock.ts'
import { FailedFace, LoadingRows } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { failureWords } from '#web/failure.ts'
import { timeLeft, whenSaid } from '#web/times.ts'
import { useAsks, useTogetherActions } from './useTogether.ts'

export function AsksList() {
  const open = useAsks('open')
  const mine = useAsks('mine')
  const answered = mine.data?.filter(({ answer }) => answer !== null).slice(0, 10) ?? []
  return (
    <section className="stack" data-gap="12" aria-labelledby="asks">
      <h2 className="head" id="asks">
        A colleague’s yes
      </h2>
      {open.error ? (
        <FailedFace
          title="The asks could not be read."
          detail={failureWords(open.error)}
          onRetry={() => void open.refetch()}
        />
      ) : !open.data ? (
        <LoadingRows rows={2} />
      ) : open.data.length === 0 ? (
        <p className="Paper SettingsCard second">
          Nobody waits for a yes. Within the limits nobody has to ask.
        </p>
      ) : (
        <ul className="stack" data-gap="12" aria-label="Asks that wait">
          {open.data.map((ask) => (
            <AskCard key={ask.id} ask={ask} />
          ))}
        </ul>
      )}
      {answered.length > 0 && (
        <>
          <h3 className="small strong second">What you asked</h3>
          <ul className="stack" data-gap="6" aria-label="Answers to you">
            {answered.map((ask) => (
              <li key={ask.id} className="small">
                <b className={ask.answer?.isYes ? 'good' : 'second'}>{ask.answer?.isYes ? 'Yes' : 'No'}</b>{' '}
                from {ask.answer?.by}: {ask.label.toLowerCase()} for{' '}
                <Link href={`/moments/${ask.momentId}`}>{ask.customer.name}</Link>
                {ask.answer?.words && <span className="voice AskCard-answer">{ask.answer.words}</span>}
                {ask.isUsed && <span className="third"> · used</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function AskCard({ ask }: { ask: Ask }) {
  const actions = useTogetherActions()
  const now = useTime(30_000)
  const [words, setWords] = useState('')
  const isLate = Date.parse(ask.answerBy) < now
  return (
    <li className="Paper SettingsCard">
      <div className="row wrap" data-gap="6">
        <Icon name={KINDS_OF_ACTS[ask.kind].icon} size="s" />
        <b className="strong">
          {ask.label}
          {ask.money && `, ${formatMoney(ask.money)}`}
        </b>
        <span className="second">
          for <Link href={`/moments/${ask.momentId}`}>{ask.customer.name}</Link>
        </span>
      </div>
      <blockquote className="voice">{ask.reasoning}</blockquote>
      <p className="small second">
        {ask.by.name}, {whenSaid(ask.at, currentTime())} ·{' '}
        <span className={isLate ? 'bad' : undefined}>
          {isLate ? 'the answer is late' : `answer within ${timeLeft(ask.answerBy, now)}`}
        </span>
      </p>
      {ask.mayAnswer ? (
        <form
          className="stack"
          data-gap="6"
          onSubmit={(event) => {
            event.preventDefault()
            void actions.answer(ask, true, words.trim())
          }}
        >
          <input
            className="Input"
            aria-label={`A word with the answer to ${ask.by.name}`}
            placeholder="A word with it, if you like"
            maxLength={1000}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <div className="row" data-gap="6">
            <Button type="submit" size="xs" variant="filled">
              Yes, do it
            </Button>
            <Button size="xs" onClick={() => void actions.answer(ask, false, words.trim())}>
              No
            </Button>
          </div>
        </form>
      ) : (
        <p className="small third">
          {ask.needs === 'lead' ? 'A supervisor answers this one.' : 'A colleague answers; never oneself.'}
        </p>
      )}
    </li>
  )
}
