/** Who is not signed in sees this: where to find the link that lets her in. */
import { Button } from '@mantine/core'
import { CopyButton } from './KeysConnect.tsx'
import { Logo } from '../components/Logo.tsx'
import { Toasts } from '../frame/Toasts.tsx'
import './FirstRun.css'
import './import.css'

const COMMAND = 'npm run -s spoonful -- enter'

export function SignIn({ onRetry }: { onRetry: () => void }) {
  return (
    <main className="SignIn">
      <div className="SignIn-card">
        <header className="row" data-gap="10">
          <Logo />
          <b className="FirstRun-brand">Spoonful</b>
        </header>
        <h1 className="display">Come in by the link</h1>
        <p className="second">
          Spoonful has no passwords. When it starts, the server prints a link that begins with{' '}
          <code>{location.origin}/enter/</code>. Open it in this browser: it works once and keeps you signed
          in on this device.
        </p>
        <p className="second">Is the link used or lost? Ask for a new one where Spoonful runs:</p>
        <div className="CopyLine">
          <code className="grow" tabIndex={0} aria-label="The command">
            {COMMAND}
          </code>
          <CopyButton text={COMMAND} what="command" />
        </div>
        <div className="row" data-gap="10">
          <Button variant="filled" onClick={onRetry}>
            I have opened it
          </Button>
          <span className="small third">Nothing is lost: drafts stay on this device.</span>
        </div>
      </div>
      <Toasts />
    </main>
  )
}
