/** The address and the password she signs in with; the present password is asked for where there is one. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { FormEvent } from 'react'
import type { Profile } from '#features/team/contract.ts'
import { FailedFace } from '#web/components/Faces.tsx'
import { Sheet } from '#web/components/Sheet.tsx'
import { whenFull } from '#web/times.ts'
import { tell } from '#web/toasts.ts'
import { me } from './api.ts'
import { NEW_PASSWORD_HINT, PasswordField } from './PasswordField.tsx'
import { saidBy } from './words.ts'

export function ProfileLogin({ profile, onChanged }: { profile: Profile; onChanged: () => void }) {
  const [open, setOpen] = useState<'address' | 'password' | null>(null)
  const close = () => setOpen(null)
  const done = (told: string) => {
    tell(told)
    close()
    onChanged()
  }
  return (
    <section className="Paper SettingsCard" aria-labelledby="signing-in">
      <h2 className="head" id="signing-in">
        Signing in
      </h2>
      {profile.email === null && (
        <p className="second">
          You came in by a link. With an address and a password you sign in on any device, without one.
        </p>
      )}
      <dl className="ProfileFacts">
        <div>
          <dt className="small third">Address</dt>
          <dd>{profile.email ?? 'none yet'}</dd>
        </div>
        <div>
          <dt className="small third">Password</dt>
          <dd>{profile.passwordAt === null ? 'none yet' : `set ${whenFull(profile.passwordAt)}`}</dd>
        </div>
      </dl>
      <div className="row wrap" data-gap="6">
        <Button size="xs" onClick={() => setOpen('address')}>
          {profile.email === null ? 'Say my address' : 'Change my address'}
        </Button>
        <Button size="xs" disabled={profile.email === null} onClick={() => setOpen('password')}>
          {profile.passwordAt === null ? 'Choose a password' : 'Change my password'}
        </Button>
      </div>
      {open === 'address' && <AddressSheet profile={profile} onDone={done} onClose={close} />}
      {open === 'password' && <PasswordSheet profile={profile} onDone={done} onClose={close} />}
    </section>
  )
}

type SheetProps = { profile: Profile; onDone: (told: string) => void; onClose: () => void }

function AddressSheet({ profile, onDone, onClose }: SheetProps) {
  const [email, setEmail] = useState(profile.email ?? '')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  async function send(event: FormEvent) {
    event.preventDefault()
    try {
      await me.address(email, profile.passwordAt === null ? undefined : password)
      onDone(`You sign in with ${email.trim().toLowerCase()}.`)
    } catch (failure) {
      setProblem(saidBy(failure))
    }
  }
  return (
    <Sheet title="The address I sign in with" onClose={onClose}>
      <form className="Sheet-body stack" data-gap="12" onSubmit={(event) => void send(event)} noValidate>
        {problem && <FailedFace title="It was not changed." detail={problem} />}
        <div className="Field">
          <label htmlFor="my-email">E-mail address</label>
          <input
            id="my-email"
            className="Input"
            type="email"
            autoComplete="username"
            data-first
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        </div>
        {profile.passwordAt !== null && (
          <PasswordField
            label="Present password"
            kind="current-password"
            value={password}
            onChange={setPassword}
          />
        )}
        <div className="row">
          <Button type="submit" variant="filled">
            Use this address
          </Button>
        </div>
      </form>
    </Sheet>
  )
}

function PasswordSheet({ profile, onDone, onClose }: SheetProps) {
  const [password, setPassword] = useState('')
  const [next, setNext] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  async function send(event: FormEvent) {
    event.preventDefault()
    try {
      await me.password(profile.passwordAt === null ? undefined : password, next)
      onDone('Your password is new. Your other sessions have ended.')
    } catch (failure) {
      setProblem(saidBy(failure))
    }
  }
  return (
    <Sheet title="My password" onClose={onClose}>
      <form className="Sheet-body stack" data-gap="12" onSubmit={(event) => void send(event)} noValidate>
        {problem && <FailedFace title="It was not changed." detail={problem} />}
        <input type="hidden" autoComplete="username" value={profile.email ?? ''} readOnly />
        {profile.passwordAt !== null && (
          <PasswordField
            label="Present password"
            kind="current-password"
            value={password}
            onChange={setPassword}
          />
        )}
        <PasswordField
          label="New password"
          kind="new-password"
          hint={NEW_PASSWORD_HINT}
          value={next}
          onChange={setNext}
        />
        <p className="small third">Wherever else you are signed in, you will be signed out.</p>
        <div className="row">
          <Button type="submit" variant="filled">
            Use this password
          </Button>
        </div>
      </form>
    </Sheet>
  )
}
