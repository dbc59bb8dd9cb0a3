/** The audit of the basics: what must be in order before delight, from data where it can be, from people where it cannot. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import type { AnswerBasic, BasicAnswer, Basics, BasicsRun } from '#features/journey/contract/basics.ts'
import { Answered } from '#web/Answered.tsx'
import { EmptyFace, LoadingLines } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { OfflineNotice } from '#web/frame/OfflineNotice.tsx'
import { useSession } from '#web/session.ts'
import { JourneyTabs } from '../JourneyTabs.tsx'
import { dayWords } from '../say.ts'
import { BasicCard } from './BasicCard.tsx'
import { change, useBasics, useBasicsChange } from './useBasics.ts'
import { headline } from './words.ts'
import '../journey.css'
import './basics.css'

export function BasicsScreen() {
  const [params, setParams] = useSearchParams()
  const carry = useBasicsChange()
  const mayThink = useSession().permissions.includes('ideas.write')
  const { data, error, refetch } = useBasics(params.get('run') ?? undefined)
  const [isRunning, setRunning] = useState(false)
  const show = (id: string | null) => {
    const next = new URLSearchParams(params)
    if (id === null) next.delete('run')
    else next.set('run', id)
    setParams(next, { replace: true })
  }
  async function run() {
    setRunning(true)
    if (await carry(change.run())) show(null)
    setRunning(false)
  }
  const runButton = mayThink && (
    <Button
      size="xs"
      variant={data?.run ? 'default' : 'filled'}
      disabled={isRunning}
      onClick={() => void run()}
    >
      <Icon name="list-check" size="s" />
      {isRunning ? 'Looking at 90 days …' : data?.run ? 'Run it again' : 'Run the audit'}
    </Button>
  )
  return (
    <div className="Journey">
      <header className="Journey-head">
        <h1 className="title">Journey</h1>
        <JourneyTabs here="basics" />
        {data?.run && (
          <span className="row push wrap" data-gap="6">
            <RunChoice data={data} run={data.run} onChoose={show} />
            {runButton}
          </span>
        )}
      </header>
      <OfflineNotice />
      <div className="Journey-body Basics">
        <Answered
          answer={data}
          error={error}
          onRetry={refetch}
          failed="The basics could not be read."
          loading={<LoadingLines widths={[60, 100, 92, 100]} />}
        >
          {(data) =>
            data.run ? (
              <Run
                run={data.run}
                onAnswer={
                  mayThink && data.run.id === data.runs[0]?.id
                    ? (answer, body) => carry(change.answer(data.run?.id ?? '', answer.item, body))
                    : undefined
                }
              />
            ) : (
              <EmptyFace
                icon="list-check"
                title="First the basics, then delight"
                actions={runButton || undefined}
              >
                Eight questions: do we know what we speak of, are we courteous, are people answered in time,
                can they pay and find us. What your data can answer is answered; the rest you look at
                yourselves.
              </EmptyFace>
            )
          }
        </Answered>
      </div>
    </div>
  )
}

function RunChoice(props: { data: Basics; run: BasicsRun; onChoose: (id: string | null) => void }) {
  const { data, run, onChoose } = props
  if (data.runs.length < 2)
    return (
      <span className="small third">
        Run on {dayWords(run.at)} by {run.by}
      </span>
    )
  return (
    <label className="Chip RouteChoice">
      <span className="visually-hidden">Which run</span>
      <select
        value={run.id}
        onChange={({ target }) => onChoose(target.value === data.runs[0]?.id ? null : target.value)}
      >
        {data.runs.map(({ id, at, by }, index) => (
          <option key={id} value={id}>
            {dayWords(at)}, {by}
            {index === 0 ? '' : ' (earlier)'}
          </option>
        ))}
      </select>
    </label>
  )
}

function Run(props: {
  run: BasicsRun
  onAnswer: ((answer: BasicAnswer, body: AnswerBasic) => Promise<boolean>) | undefined
}) {
  const { run, onAnswer } = props
  const { lead, open, unseen } = headline(run.answers)
  return (
    <>
      <section className="Basics-head" aria-label="How it stands">
        <h2 className="display">{lead}</h2>
        <p className="second">
          {open.length > 0 ? (
            <>
              Put these right before you delight:{' '}
              {open.map(({ item, name }, index) => (
                <span key={item}>
                  {index > 0 && ', '}
                  <a className="Link" href={`#basic-${item}`}>
                    {name}
                  </a>
                </span>
              ))}
              .
            </>
          ) : unseen === 0 ? (
            'Nothing stands in the way of delight.'
          ) : (
            'Nothing is known to be wrong.'
          )}
          {unseen > 0 && ` ${unseen} ${unseen === 1 ? 'is' : 'are'} not looked at or too few to say.`}{' '}
          {run.before && `Compared with the run of ${dayWords(run.before.at)}.`}
        </p>
      </section>
      {run.answers.map((answer) => (
        <BasicCard
          key={`${run.id} ${answer.item}`}
          answer={answer}
          onAnswer={onAnswer && ((body) => onAnswer(answer, body))}
        />
      ))}
    </>
  )
}
