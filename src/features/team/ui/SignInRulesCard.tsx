/** What this workspace asks at the door: for owners to set, for everybody to read. Saved at once, taken back by undo. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FactorOf, SetSignInRules, SignInRules } from '#features/team/contract.ts'
import { Answered } from '#web/Answered.tsx'
import { FailedFace } from '#web/components/Faces.tsx'
import { Segments } from '#web/components/Segments.tsx'
import { SESSION, useSession } from '#web/session.ts'
import { whenFull } from '#web/times.ts'
import { tell } from '#web/toasts.ts'
import { read, SIGN_IN_RULES, team } from './api.ts'
import { saidBy } from './words.ts'

const IDLE = [1, 4, 8, 12, 24, 72, 336] as const
const DAYS = [1, 7, 14, 30, 90] as const
const GRACE = [0, 3, 7, 14, 30] as const
const OF: Readonly<Record<FactorOf, string>> = {
  nobody: 'Nobody',
  leaders: 'Owners and supervisors',
  everybody: 'Everybody',
}

export function SignInRulesCard() {
  const client = useQueryClient()
  const mayWrite = useSession().permissions.includes('sign_in_rules.write')
  const { data, error, refetch } = useQuery({ queryKey: SIGN_IN_RULES, queryFn: read.signInRules })
  const [graceDays, setGraceDays] = useState(7)
  const [problem, setProblem] = useState<string | null>(null)
  async function save(rules: SetSignInRules, before: SetSignInRules | null) {
    setProblem(null)
    try {
      client.setQueryData(SIGN_IN_RULES, await team.setSignInRules(rules))
      tell('The rules of signing in are saved.', before === null ? undefined : () => void save(before, null))
      void client.invalidateQueries({ queryKey: SESSION })
    } catch (failure) {
      setProblem(saidBy(failure))
    }
  }
  return (
    <section className="Paper SettingsCard" aria-labelledby="sign-in-rules">
      <h2 className="head" id="sign-in-rules">
        Signing in
      </h2>
      {problem && <FailedFace title="That was not saved." detail={problem} />}
      <Answered answer={data} error={error} onRetry={refetch} failed="The rules could not be read.">
        {(rules) =>
          mayWrite ? (
            <Fields
              rules={rules}
              graceDays={graceDays}
              onGrace={setGraceDays}
              onChange={(some) => {
                const { idleHours, sessionDays, factorOf } = rules
                const before = { idleHours, sessionDays, factorOf, graceDays }
                void save({ ...before, ...some }, before)
              }}
            />
          ) : (
            <Words rules={rules} />
          )
        }
      </Answered>
    </section>
  )
}

function Fields(props: {
  rules: SignInRules
  graceDays: number
  onGrace: (days: number) => void
  onChange: (some: Partial<SetSignInRules>) => void
}) {
  const { rules, onChange } = props
  return (
    <>
      <Choice
        label="Sign out who was away for"
        value={rules.idleHours}
        among={IDLE}
        words={hoursWords}
        onChange={(idleHours) => onChange({ idleHours })}
      />
      <Choice
        label="Ask again after"
        value={rules.sessionDays}
        among={DAYS}
        words={daysWords}
        onChange={(sessionDays) => onChange({ sessionDays })}
      />
      <div className="Field">
        <span>A second step is asked of</span>
        <Segments
          label="A second step is asked of"
          value={rules.factorOf}
          choices={(Object.keys(OF) as FactorOf[]).map((value) => ({ value, label: OF[value] }))}
          onChange={(factorOf) => onChange({ factorOf })}
        />
      </div>
      <Choice
        label="Time to set it up"
        value={props.graceDays}
        among={GRACE}
        words={(days) => (days === 0 ? 'none: at once' : daysWords(days))}
        onChange={props.onGrace}
      />
      <Words rules={rules} />
    </>
  )
}

/** What holds now, as a sentence. */
function Words({ rules: { idleHours, sessionDays, factorOf, factorFrom, lacking } }: { rules: SignInRules }) {
  return (
    <p className="small second">
      Who was away for {hoursWords(idleHours)} signs in again, and everybody does after{' '}
      {daysWords(sessionDays)}. A second step is asked of {OF[factorOf].toLowerCase()}
      {factorFrom === null ? '' : ` from ${whenFull(factorFrom)} on`}
      {factorOf === 'nobody'
        ? '.'
        : lacking === 0
          ? '; all of them have one.'
          : `; ${lacking} of them have none yet.`}
    </p>
  )
}

function Choice(props: {
  label: string
  value: number
  among: readonly number[]
  words: (value: number) => string
  onChange: (value: number) => void
}) {
  const id = props.label.toLowerCase().replaceAll(' ', '-')
  const values = [...new Set([...props.among, props.value])].sort((a, b) => a - b)
  return (
    <div className="Field">
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        className="Input"
        value={props.value}
        onChange={(event) => props.onChange(Number(event.currentTarget.value))}
      >
        {values.map((value) => (
          <option key={value} value={value}>
            {props.words(value)}
          </option>
        ))}
      </select>
    </div>
  )
}

const hoursWords = (hours: number) =>
  hours % 24 === 0 ? daysWords(hours / 24) : hours === 1 ? 'an hour' : `${hours} hours`
const daysWords = (days: number) => (days === 1 ? 'a day' : `${days} days`)
