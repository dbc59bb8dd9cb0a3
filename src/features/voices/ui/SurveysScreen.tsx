/** Surveys: what is asked and of whom, each with its switch and its scores; one opens as a form with the page beside it. */
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Survey, SurveyDefinition, SurveysAnswer } from '#features/voices/contract.ts'
import { Answered } from '#web/Answered.tsx'
import { currentTime } from '#web/clock.ts'
import { EmptyFace } from '#web/components/Faces.tsx'
import { Toggle } from '#web/components/Toggle.tsx'
import { failureWords } from '#web/failure.ts'
import { useKeys } from '#web/keys.ts'
import { deliver } from '#web/outbox.ts'
import { useSession } from '#web/session.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { change, newSurveyId, read, SURVEYS } from './survey-api.ts'
import { TRIGGER_NAMES } from './survey-say.ts'
import { SurveyForm } from './SurveyForm.tsx'
import { SurveyResults } from './SurveyResults.tsx'
import { SurveyScores } from './SurveyScores.tsx'
import { VoicesTabs } from './VoicesTabs.tsx'
import './surveys.css'

const OBSTACLES: Readonly<Record<'no_mailbox' | 'only_this_machine', string>> = {
  no_mailbox: 'No mailbox is set up, so nothing goes out by itself yet. Links by hand work.',
  only_this_machine:
    'The links lead to this machine only: set SPOONFUL_BASE_URL to where customers reach it before you switch one on.',
}

export function SurveysScreen() {
  const mayWrite = useSession().permissions.includes('surveys.write')
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({ queryKey: SURVEYS, queryFn: read.surveys })
  const [open, setOpen] = useState<string | null>(null)
  const isNew = open !== null && data !== undefined && !data.items.some(({ id }) => id === open)
  const begin = () => setOpen(newSurveyId(currentTime()))
  useKeys(mayWrite ? [{ keys: 'c', label: 'new survey', group: 'Surveys', bar: { word: 'new survey', place: 1 }, run: begin }] : []) // prettier-ignore

  async function save(id: string, definition: SurveyDefinition) {
    await deliver(change.save(id, definition))
    setOpen(null)
    tell(`${definition.name} is saved.`)
    await client.invalidateQueries({ queryKey: SURVEYS })
  }

  async function turn({ id, definition: { name } }: Survey, isOn: boolean) {
    client.setQueryData<SurveysAnswer>(SURVEYS, (before) => before && { ...before, items: before.items.map((one) => (one.id === id ? { ...one, isOn } : one)) }) // prettier-ignore
    try {
      await deliver(change.turn(id, name, isOn))
      tell(
        isOn ? `${name} is on. What happened before asks nobody.` : `${name} is off. Nobody else is asked.`,
      )
    } catch (failure) {
      tellFailure(`${name} is as it was. ${failureWords(failure)}`)
    }
    await client.invalidateQueries({ queryKey: SURVEYS })
  }

  return (
    <div className="Voices">
      <VoicesTabs>
        {mayWrite && (
          <Button size="xs" variant="filled" onClick={begin}>
            New survey
          </Button>
        )}
      </VoicesTabs>
      <div className="Voices-body Surveys">
        <Answered answer={data} error={error} onRetry={refetch} failed="The surveys could not be read.">
          {(data) => (
            <>
              {data.obstacle && data.items.length > 0 && <p className="Notice">{OBSTACLES[data.obstacle]}</p>}
              {isNew && open && (
                <SurveyForm
                  before={undefined}
                  onSave={(definition) => save(open, definition)}
                  onClose={() => setOpen(null)}
                />
              )}
              {data.items.length === 0 && !isNew && (
                <EmptyFace
                  icon="mood-smile"
                  title="Nobody is asked yet"
                  actions={
                    mayWrite && (
                      <Button variant="filled" onClick={begin}>
                        New survey
                      </Button>
                    )
                  }
                >
                  A survey asks one to four questions after something happened, and leaves people alone the
                  rest of the time.
                </EmptyFace>
              )}
              {data.items.map((survey) =>
                survey.id === open ? (
                  <SurveyForm
                    key={survey.id}
                    before={survey.definition}
                    onSave={(definition) => save(survey.id, definition)}
                    onClose={() => setOpen(null)}
                  />
                ) : (
                  <SurveyCard
                    key={survey.id}
                    survey={survey}
                    mayWrite={mayWrite}
                    onOpen={() => setOpen(survey.id)}
                    onTurn={(isOn) => void turn(survey, isOn)}
                  />
                ),
              )}
              <SurveyResults />
            </>
          )}
        </Answered>
      </div>
    </div>
  )
}

function SurveyCard(props: {
  survey: Survey
  mayWrite: boolean
  onOpen: () => void
  onTurn: (isOn: boolean) => void
}) {
  const { definition, isOn, result, waiting, leftOut } = props.survey
  return (
    <section className="Paper SurveyCard" aria-label={definition.name}>
      <div className="row between wrap" data-gap="8">
        <h2 className="head">{definition.name}</h2>
        {props.mayWrite ? (
          <span className="row" data-gap="10">
            <Toggle label={isOn ? 'On' : 'Off'} isOn={isOn} onChange={props.onTurn} />
            <Button size="xs" onClick={props.onOpen}>
              Change
            </Button>
          </span>
        ) : (
          <span className="small third">{isOn ? 'On' : 'Off'}</span>
        )}
      </div>
      <p className="second">{sentenceOf(definition)}</p>
      <SurveyScores result={result} />
      {(waiting > 0 || leftOut.length > 0) && (
        <p className="small third">
          {[
            waiting > 0 ? `${waiting} waiting` : '',
            ...leftOut.map(({ because, count }) => `${count} left out: ${because}`),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
    </section>
  )
}

/** "Asked 24 hours after a conversation came to rest, once in 30 days at most." */
function sentenceOf({ trigger, delayHours, capDays, sample, quiet }: SurveyDefinition): string {
  if (trigger === 'by_hand') return 'Asked by a link that somebody hands over.'
  const after = delayHours >= 72 && delayHours % 24 === 0 ? `${delayHours / 24} days` : `${delayHours} hours`
  const who = sample < 1 ? ` One in ${Math.round(1 / sample)} is drawn.` : ''
  const hours = quiet ? ` Never between ${quiet.from} and ${quiet.to} of her own day.` : ''
  return `Asked ${after} after ${TRIGGER_NAMES[trigger]}, once in ${capDays} days at most.${who}${hours}`
}
