/** Who opens the link of an invitation sees this: to which team, as what, and a name and a password to choose. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { LoadingLines } from '#web/components/Faces.tsx'
import { door } from './api.ts'
import { DoorForm, DoorFrame, DoorProblem } from './DoorFrame.tsx'
import { NEW_PASSWORD_HINT, PasswordField } from './PasswordField.tsx'
import { ROLE_NAMES, ROLE_WORDS, saidBy } from './words.ts'

export function JoinScreen({ token }: { token: string }) {
  const { data, error } = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => door.invitation(token),
    retry: false,
  })
  if (error)
    return (
      <DoorFrame title="This invitation is over" lead={saidBy(error)}>
        <div className="row">
          <a className="Link" href="/">
            I am on the team already: sign in
          </a>
        </div>
      </DoorFrame>
    )
  if (!data)
    return (
      <DoorFrame title="An invitation">
        <LoadingLines widths={[80, 60]} />
      </DoorFrame>
    )
  return (
    <DoorFrame
      title={`Welcome to ${data.workspace}`}
      lead={
        <>
          You join as {ROLE_NAMES[data.role].toLowerCase()}: {ROLE_WORDS[data.role]}. You sign in with{' '}
          <b>{data.email}</b>.
        </>
      }
    >
      <Choose token={token} />
    </DoorFrame>
  )
}

function Choose({ token }: { token: string }) {
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  async function send() {
    if (name.trim() === '') return setProblem('How are you called? Your colleagues see it.')
    try {
      await door.accept(token, name, password)
      location.replace('/')
    } catch (failure) {
      setProblem(saidBy(failure))
    }
  }
  return (
    <DoorForm name="Join" onSend={send}>
      <DoorProblem words={problem} />
      <div className="Field">
        <label htmlFor="join-name">Your name</label>
        <input
          id="join-name"
          className="Input"
          autoComplete="name"
          maxLength={100}
          autoFocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </div>
      <PasswordField
        label="Password"
        kind="new-password"
        hint={NEW_PASSWORD_HINT}
        value={password}
        onChange={setPassword}
      />
      <div className="row">
        <Button type="submit" variant="filled" size="md">
          Join
        </Button>
      </div>
    </DoorForm>
  )
}
