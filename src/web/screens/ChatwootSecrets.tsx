/** Another token or secret for a joined Chatwoot account. Neither is shown; left empty it stays. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ChangeChatwoot, Chatwoot } from '#connectors/chatwoot/contract.ts'
import { Sheet } from '../components/Sheet.tsx'
import { tell } from '../toasts.ts'
import { Labelled, Told, useWork } from './ConnectionParts.tsx'
import { changeChatwoot } from './connections-api.ts'

export function SecretsSheet(props: { account: Chatwoot; onDone: () => void; onClose: () => void }) {
  const { account } = props
  const [token, setToken] = useState('')
  const [secret, setSecret] = useState('')
  const { busy, problem, work } = useWork()
  const change = (body: ChangeChatwoot, told: string) =>
    work(async () => {
      await changeChatwoot(account.id, body)
      props.onDone()
      tell(told)
      props.onClose()
    })
  return (
    <Sheet title={`Token and secret of ${account.name}`} onClose={props.onClose}>
      <form
        className="Sheet-body stack"
        data-gap="12"
        onSubmit={(event) => {
          event.preventDefault()
          void change(
            { ...(token ? { token } : {}), ...(secret ? { secret } : {}) },
            'They are kept sealed from now on.',
          )
        }}
      >
        <Labelled label="New access token" hint="Left empty, the one before stays.">
          {(id) => (
            <input
              id={id}
              className="Input"
              type="password"
              data-first
              minLength={8}
              autoComplete="new-password"
              value={token}
              onChange={(event) => setToken(event.currentTarget.value)}
            />
          )}
        </Labelled>
        <Labelled
          label={account.isSigned ? 'New secret of the webhook' : 'Secret of the webhook'}
          hint="Chatwoot shows it beside the webhook, from 4.11.2 on. With it only signed webhooks are believed."
        >
          {(id) => (
            <input
              id={id}
              className="Input"
              type="password"
              minLength={8}
              autoComplete="new-password"
              value={secret}
              onChange={(event) => setSecret(event.currentTarget.value)}
            />
          )}
        </Labelled>
        {problem && <Told isFine={false} words={problem} />}
        <div className="row wrap" data-gap="6">
          <Button type="submit" variant="filled" disabled={busy || (token === '' && secret === '')}>
            Keep them
          </Button>
          {account.isSigned && (
            <Button
              variant="subtle"
              disabled={busy}
              onClick={() =>
                void change({ secret: null }, 'Webhooks are believed by the end of their address again.')
              }
            >
              Forget the secret
            </Button>
          )}
        </div>
      </form>
    </Sheet>
  )
}
