/** Who is not signed in sees this: address and password, the code of a second factor, and what to do when either is lost. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { Problem } from '#web/api.ts'
import { Icon } from '#web/components/Icon.tsx'
import { door } from './api.ts'
import { DoorForm, DoorFrame, DoorProblem } from './DoorFrame.tsx'
import { PasswordField } from './PasswordField.tsx'
import { saidBy } from './words.ts'

const ENTER = 'npm run -s spoonful -- enter'

type Step = { at: 'password' } | { at: 'code'; ticket: string } | { at: 'forgotten' }

/** `why`: set where she was in before and is asked again. The address of the page stays, so she comes back to where she was. */
export function SignInScreen({ why, onIn }: { why: string | null; onIn: () => void }) {
  const [step, setStep] = useState<Step>({ at: 'password' })
  const [email, setEmail] = useState('')
  const back = () => setStep({ at: 'password' })
  if (step.at === 'code') return <CodeStep ticket={step.ticket} onIn={onIn} onOver={back} />
  if (step.at === 'forgotten') return <Forgotten email={email} onEmail={setEmail} onBack={back} />
  return (
    <DoorFrame title={why === null ? 'Sign in' : 'Welcome back'} foot={<ByLink onIn={onIn} />}>
      {why !== null && (
        <div className="Notice" role="status">
          <Icon name="clock-pause" />
          <span>{why} What you were writing is kept on this device.</span>
        </div>
      )}
      <PasswordStep
        email={email}
        onEmail={setEmail}
        onIn={onIn}
        onCode={(ticket) => setStep({ at: 'code', ticket })}
        onForgotten={() => setStep({ at: 'forgotten' })}
      />
    </DoorFrame>
  )
}

function PasswordStep(props: {
  email: string
  onEmail: (email: string) => void
  onIn: () => void
  onCode: (ticket: string) => void
  onForgotten: () => void
}) {
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  async function send() {
    setProblem(null)
    try {
      const answer = await door.signIn(props.email, password)
      if (answer.next === 'code') props.onCode(answer.ticket)
      else props.onIn()
    } catch (failure) {
      setProblem(saidBy(failure))
    }
  }
  return (
    <DoorForm name="Sign in" onSend={send}>
      <DoorProblem words={problem} />
      <EmailField value={props.email} onChange={props.onEmail} />
      <PasswordField label="Password" kind="current-password" value={password} onChange={setPassword} />
      <div className="row between wrap">
        <Button type="submit" variant="filled" size="md">
          Sign in
        </Button>
        <button type="button" className="Link" onClick={props.onForgotten}>
          I forgot my password
        </button>
      </div>
    </DoorForm>
  )
}

function EmailField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <div className="Field">
      <label htmlFor="door-email">E-mail address</label>
      <input
        id="door-email"
        className="Input"
        type="email"
        autoComplete="username"
        autoFocus
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  )
}

function CodeStep(props: { ticket: string; onIn: () => void; onOver: () => void }) {
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  async function send() {
    try {
      await door.secondStep(props.ticket, code)
      props.onIn()
    } catch (failure) {
      setProblem(saidBy(failure))
      if (failure instanceof Problem && failure.code === 'ticket_over') props.onOver()
    }
  }
  return (
    <DoorFrame
      title="One more step"
      lead="Type the six digits that your app shows now, or one of your recovery codes."
    >
      <DoorForm name="Second step" onSend={send}>
        <DoorProblem words={problem} />
        <div className="Field">
          <label htmlFor="door-code">Code</label>
          <input
            id="door-code"
            className="Input Door-code"
            inputMode="text"
            autoComplete="one-time-code"
            autoFocus
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        </div>
        <div className="row between wrap">
          <Button type="submit" variant="filled" size="md">
            Go on
          </Button>
          <button type="button" className="Link" onClick={props.onOver}>
            Start again
          </button>
        </div>
        <p className="small third">
          Phone and codes lost? Whoever leads your team can take the second step off.
        </p>
      </DoorForm>
    </DoorFrame>
  )
}

function Forgotten(props: { email: string; onEmail: (email: string) => void; onBack: () => void }) {
  const [isAsked, setAsked] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  async function send() {
    try {
      await door.askReset(props.email)
      setAsked(true)
    } catch (failure) {
      setProblem(saidBy(failure))
    }
  }
  const back = (
    <button type="button" className="Link" onClick={props.onBack}>
      Back to signing in
    </button>
  )
  if (isAsked)
    return (
      <DoorFrame
        title="Look into your mail"
        lead={`If ${props.email || 'this address'} belongs to somebody here, a link to a new password is on its way. It works once, for an hour.`}
        foot={back}
      >
        <p className="second">
          Nothing comes? This team may have no mailbox set up. Whoever leads it can give you a link, under
          Settings, People.
        </p>
      </DoorFrame>
    )
  return (
    <DoorFrame title="A new password" lead="We mail you a link with which you choose one." foot={back}>
      <DoorForm name="A new password" onSend={send}>
        <DoorProblem words={problem} />
        <EmailField value={props.email} onChange={props.onEmail} />
        <div className="row">
          <Button type="submit" variant="filled" size="md">
            Mail me a link
          </Button>
        </div>
      </DoorForm>
    </DoorFrame>
  )
}

/** The way in for who starts Spoonful herself: the link that the server prints. */
function ByLink({ onIn }: { onIn: () => void }) {
  return (
    <details>
      <summary>No password yet? Come in by the link</summary>
      <div className="stack" data-gap="8">
        <p className="second">
          When it starts, the server prints a link that begins with <code>{location.origin}/enter/</code>.
          Open it in this browser: it works once and keeps you signed in on this device. Is it used or lost?
          This prints a new one where Spoonful runs:
        </p>
        <code className="Door-command" tabIndex={0} aria-label="The command">
          {ENTER}
        </code>
        <div className="row">
          <Button size="xs" onClick={onIn}>
            I have opened it
          </Button>
        </div>
      </div>
    </details>
  )
}
