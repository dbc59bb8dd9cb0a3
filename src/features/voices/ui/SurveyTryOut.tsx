/** Whom a survey would have asked in the last 90 days; asking changes nothing. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { SurveyDefinition, SurveyTrial } from '#features/voices/contract.ts'
import { failureWords } from '#web/failure.ts'
import { trySurvey } from './survey-api.ts'

export function SurveyTryOut({ definition }: { definition: SurveyDefinition }) {
  const [trial, setTrial] = useState<{ of: SurveyDefinition; it: SurveyTrial } | null>(null)
  const [state, setState] = useState<'reading' | { failure: string } | null>(null)
  async function look() {
    setState('reading')
    try {
      setTrial({ of: definition, it: await trySurvey(definition) })
      setState(null)
    } catch (failure) {
      setState({ failure: failureWords(failure) })
    }
  }
  const isOld = trial !== null && JSON.stringify(trial.of) !== JSON.stringify(definition)
  return (
    <div className="SurveyTryOut stack" data-gap="4">
      <Button size="xs" onClick={() => void look()} disabled={state === 'reading'}>
        {state === 'reading' ? 'Reading 90 days' : 'Try it on the last 90 days'}
      </Button>
      <div role="status">
        {state !== null && state !== 'reading' && <p className="small bad">{state.failure}</p>}
        {trial && !isOld && <Trial trial={trial.it} />}
      </div>
    </div>
  )
}

function Trial({ trial }: { trial: SurveyTrial }) {
  const { days, causes, asked, people, leftOut, isWhole } = trial
  return (
    <>
      <p>
        It would have gone to <b>{people === 1 ? '1 person' : `${people} people`}</b>
        {asked > people && `, ${asked} times in all,`} in the last {days} days, of {causes} times that it was
        due.
      </p>
      <ul className="small third">
        {leftOut.map(({ because, count }) => (
          <li key={because}>
            {count} left out: {because}
          </li>
        ))}
        {!isWhole && <li>More happened than is read in one go; this is a part of it.</li>}
      </ul>
    </>
  )
}
