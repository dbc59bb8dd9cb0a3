/** A rule tried on history: what it would have caught, what it would take from others or they from it. */
import { counted } from '#kit/counted.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Rule, RuleTrial as Tried } from '#features/journey/contract.ts'
import { failureWords } from '#web/failure.ts'
import { read } from './api.ts'

export function RuleTrial(props: { rule: Rule; id: string | null; place: number }) {
  const [trial, setTrial] = useState<Tried | string | null>(null)
  async function run() {
    setTrial(await read.trial(props).catch(failureWords))
  }
  return (
    <div className="stack" data-gap="6">
      <Button size="xs" variant="default" onClick={() => void run()}>
        Try it on the last 90 days
      </Button>
      {typeof trial === 'string' && (
        <p className="Notice" data-tone="bad" role="alert">
          {trial}
        </p>
      )}
      {trial !== null && typeof trial !== 'string' && (
        <div className="small second" role="status">
          <p>{trial.sentence}</p>
          <p>
            <b>{counted(trial.met)}</b> would have happened here, <b>{counted(trial.spoken)}</b> spoke of it,
            of {counted(trial.looked)} {trial.isWhole ? 'in 90 days' : 'that were looked at'}.
          </p>
          {trial.takenBy.map(({ id, name, entries }) => (
            <p key={id}>
              {counted(entries)} more fit but count as {name}, whose rule says more or stands first.
            </p>
          ))}
          {trial.takesFrom.map(({ id, name, entries }) => (
            <p key={id} data-tone="warn">
              {counted(entries)} of them count as {name} today and would move here.
            </p>
          ))}
        </div>
      )}
    </div>
  )
}
