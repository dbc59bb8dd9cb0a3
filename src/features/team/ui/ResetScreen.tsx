/** Who opens the link to a new password sees this. All her sessions end with it. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { door } from './api.ts'
import { DoorForm, DoorFrame, DoorProblem } from './DoorFrame.tsx'
import { NEW_PASSWORD_HINT, PasswordField } from './PasswordField.tsx'
import { saidBy } from './words.ts'

export function ResetScreen({ token }: { token: string }) {
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isDone, setDone] = useState(false)
  async function send() {
    try {
      await door.completeReset(token, password)
      setDone(true)
    } catch (failure) {
      setProblem(saidBy(failure))
    }
  }
  if (isDone)
    return (
      <DoorFrame title="Your password is new" lead="Wherever you were signed in, you are signed out.">
        <div className="row">
          <Button component="a" href="/" variant="filled" size="md">
            Sign in
          </Button>
        </div>
      </DoorFrame>
    )
  return (
    <DoorFrame
      title="Choose a new password"
      lead="It ends all your sessions: whoever else was in is out."
      foot={
        <a className="Link" href="/">
          Back to signing in
        </a>
      }
    >
      <DoorForm name="A new password" onSend={send}>
        <DoorProblem words={problem} />
        <PasswordField
          label="New password"
          kind="new-password"
          hint={NEW_PASSWORD_HINT}
          autoFocus
          value={password}
          onChange={setPassword}
        />
        <div className="row">
          <Button type="submit" variant="filled" size="md">
            Use it
          </Button>
        </div>
      </DoorForm>
    </DoorFrame>
  )
}
