/** The second step of signing in: scanned from a picture drawn on this machine, confirmed by a code, with ten codes in reserve. */
import { Badge, Button } from '@mantine/core'
import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import type { PendingFactor, Profile } from '#features/team/contract.ts'
import { copyText } from '#web/clipboard.ts'
import { FailedFace } from '#web/components/Faces.tsx'
import { Sheet } from '#web/components/Sheet.tsx'
import { whenFull } from '#web/times.ts'
import { tell } from '#web/toasts.ts'
import { me } from './api.ts'
import { PasswordField } from './PasswordField.tsx'
import { saidBy } from './words.ts'

export function ProfileSecondStep({ profile, onChanged }: { profile: Profile; onChanged: () => void }) {
  const [open, setOpen] = useState<'on' | 'codes' | 'off' | null>(null)
  const isOn = profile.secondFactorAt !== null
  const close = () => {
    setOpen(null)
    onChanged()
  }
  return (
    <section className="Paper SettingsCard" aria-labelledby="second-step">
      <header className="row between wrap">
        <h2 className="head" id="second-step">
          Second step
        </h2>
        <Badge data-tone={isOn ? 'good' : undefined}>{isOn ? 'On' : 'Off'}</Badge>
      </header>
      {profile.secondFactorAt === null ? (
        <p className="second">
          After the password, a code that your phone shows. Any authenticator app will do; nothing is sent
          anywhere.
        </p>
      ) : (
        <p className="second">
          On since {whenFull(profile.secondFactorAt)}. {profile.recoveryCodes} of your recovery codes are
          left.
        </p>
      )}
      <div className="row wrap" data-gap="6">
        {isOn ? (
          <>
            <Button size="xs" onClick={() => setOpen('codes')}>
              New recovery codes
            </Button>
            <Button size="xs" onClick={() => setOpen('off')}>
              Take it off
            </Button>
          </>
        ) : (
          <Button size="xs" onClick={() => setOpen('on')}>
            Switch it on
          </Button>
        )}
      </div>
      {open === 'on' && <SwitchOn profile={profile} onClose={close} />}
      {open === 'codes' && <NewCodes onClose={close} />}
      {open === 'off' && <TakeOff onClose={close} />}
    </section>
  )
}

/** The sheets from the password to the recovery codes; `onClose` at their end, or where she gives up. */
export function SwitchOn({
  profile,
  onClose,
}: {
  profile: Pick<Profile, 'passwordAt'>
  onClose: () => void
}) {
  const [password, setPassword] = useState('')
  const [pending, setPending] = useState<PendingFactor | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  async function begin(event: FormEvent) {
    event.preventDefault()
    setProblem(null)
    try {
      setPending(await me.beginFactor(profile.passwordAt === null ? undefined : password))
    } catch (failure) {
      setProblem(saidBy(failure))
    }
  }
  if (codes) return <Codes codes={codes} onClose={onClose} />
  if (pending)
    return (
      <CodeSheet
        title="Scan it"
        button="Switch it on"
        onClose={onClose}
        onCode={async (code) => setCodes((await me.confirmFactor(code)).codes)}
      >
        <Scan pending={pending} />
      </CodeSheet>
    )
  return (
    <Sheet title="Switch the second step on" onClose={onClose}>
      <form className="Sheet-body stack" data-gap="12" onSubmit={(event) => void begin(event)} noValidate>
        {problem && <FailedFace title="Not yet." detail={problem} />}
        {profile.passwordAt === null ? (
          <p className="second">You have no password yet: the second step is asked for once you have one.</p>
        ) : (
          <PasswordField
            label="Present password"
            kind="current-password"
            value={password}
            onChange={setPassword}
          />
        )}
        <div className="row">
          <Button type="submit" variant="filled" data-first>
            Go on
          </Button>
        </div>
      </form>
    </Sheet>
  )
}

function Scan({ pending: { qr, secret } }: { pending: PendingFactor }) {
  return (
    <>
      <p className="second">Scan this with your app, then type the six digits it shows.</p>
      <svg
        className="Scan"
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        role="img"
        aria-label="The code to scan"
        shapeRendering="crispEdges"
      >
        <rect width={qr.size} height={qr.size} className="Scan-paper" />
        <path d={qr.path} className="Scan-ink" />
      </svg>
      <details className="small">
        <summary>I can’t scan: show me the key</summary>
        <code className="LinkOnce" tabIndex={0} aria-label="The key">
          {secret.replace(/(.{4})(?=.)/g, '$1 ')}
        </code>
      </details>
    </>
  )
}

/** A sheet that ends with a code typed. */
function CodeSheet(props: {
  title: string
  button: string
  children?: ReactNode
  onCode: (code: string) => Promise<unknown>
  onClose: () => void
}) {
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  async function send(event: FormEvent) {
    event.preventDefault()
    setProblem(null)
    try {
      await props.onCode(code)
    } catch (failure) {
      setProblem(saidBy(failure))
    }
  }
  return (
    <Sheet title={props.title} onClose={props.onClose}>
      <form className="Sheet-body stack" data-gap="12" onSubmit={(event) => void send(event)} noValidate>
        {problem && <FailedFace title="Not yet." detail={problem} />}
        {props.children}
        <div className="Field">
          <label htmlFor="factor-code">Code</label>
          <input
            id="factor-code"
            className="Input"
            autoComplete="one-time-code"
            inputMode="text"
            data-first
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        </div>
        <div className="row">
          <Button type="submit" variant="filled">
            {props.button}
          </Button>
        </div>
      </form>
    </Sheet>
  )
}

function Codes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const [isCopied, setCopied] = useState(false)
  return (
    <Sheet title="Your recovery codes" onClose={onClose}>
      <div className="Sheet-body stack" data-gap="12">
        <p className="second">
          For the day your phone is lost: each lets you in once. They are shown only now; keep them where your
          phone is not.
        </p>
        <ul className="RecoveryCodes" aria-label="Recovery codes">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <div className="row" data-gap="6">
          <Button onClick={() => void copyText(codes.join('\n')).then((isDone) => setCopied(isDone))}>
            {isCopied ? 'Copied' : 'Copy them'}
          </Button>
          <Button variant="filled" data-first onClick={onClose}>
            I have kept them
          </Button>
        </div>
      </div>
    </Sheet>
  )
}

function NewCodes({ onClose }: { onClose: () => void }) {
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  if (codes) return <Codes codes={codes} onClose={onClose} />
  return (
    <CodeSheet
      title="New recovery codes"
      button="Make them"
      onClose={onClose}
      onCode={async (code) => setCodes((await me.renewCodes(code)).codes)}
    >
      <p className="second">Ten new ones; those you have are worth nothing afterwards.</p>
    </CodeSheet>
  )
}

function TakeOff({ onClose }: { onClose: () => void }) {
  return (
    <CodeSheet
      title="Take the second step off"
      button="Take it off"
      onClose={onClose}
      onCode={async (code) => {
        await me.removeFactor(code)
        tell('The second step is off.')
        onClose()
      }}
    >
      <p className="second">Your password alone lets you in from then on. Type a code, the last time.</p>
    </CodeSheet>
  )
}
