/** The form that joins a Chatwoot account: its address and token are tried first, which also brings the inboxes to choose from. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Chatwoot, Inbox } from '#connectors/chatwoot/contract.ts'
import { Toggle } from '../components/Toggle.tsx'
import { Labelled, Told, useWork } from './ConnectionParts.tsx'
import { joinChatwoot, tryChatwoot } from './connections-api.ts'

export function ChatwootForm(props: { onJoined: (account: Chatwoot) => void; onClose: () => void }) {
  const [baseUrl, setBaseUrl] = useState('')
  const [accountNo, setAccountNo] = useState('')
  const [token, setToken] = useState('')
  const [name, setName] = useState('')
  const [inboxNo, setInboxNo] = useState<number | null>(null)
  const [readsHistory, setReadsHistory] = useState(true)
  const [inboxes, setInboxes] = useState<readonly Inbox[] | null>(null)
  const { busy, problem, work } = useWork()
  const place = { baseUrl: baseUrl.trim().replace(/\/+$/, ''), accountNo: Number(accountNo), token }
  const isFilled = place.baseUrl !== '' && place.accountNo > 0 && token !== ''
  const retype = () => setInboxes(null)
  return (
    <form
      className="Paper Connection stack"
      data-gap="12"
      aria-label="Join a Chatwoot account"
      onSubmit={(event) => {
        event.preventDefault()
        void work(async () =>
          props.onJoined(
            await joinChatwoot({
              ...place,
              name: name.trim() || 'Chatwoot',
              inboxNo,
              secret: null,
              readsHistory,
            }),
          ),
        )
      }}
    >
      <h3 className="head">Join a Chatwoot account</h3>
      <div className="Connection-pair">
        <Labelled label="Address" hint="Where you open it, without what follows the first slash.">
          {(id) => (
            <input
              id={id}
              className="Input"
              type="url"
              required
              autoFocus
              placeholder="https://app.chatwoot.com"
              value={baseUrl}
              onChange={(event) => (setBaseUrl(event.currentTarget.value), retype())}
            />
          )}
        </Labelled>
        <Labelled label="Account number" hint="The number after /app/accounts/ in its address bar.">
          {(id) => (
            <input
              id={id}
              className="Input"
              type="number"
              min={1}
              required
              value={accountNo}
              onChange={(event) => (setAccountNo(event.currentTarget.value), retype())}
            />
          )}
        </Labelled>
      </div>
      <Labelled
        label="Access token"
        hint="Of the agent in whose name is written: Profile settings → Access token. It is kept sealed and never shown again."
      >
        {(id) => (
          <input
            id={id}
            className="Input"
            type="password"
            required
            minLength={8}
            autoComplete="new-password"
            value={token}
            onChange={(event) => (setToken(event.currentTarget.value), retype())}
          />
        )}
      </Labelled>
      <div className="Connection-pair">
        <Labelled label="Name here">
          {(id) => (
            <input
              id={id}
              className="Input"
              maxLength={100}
              placeholder="Our Chatwoot"
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Labelled>
        <Labelled label="Inbox" {...(inboxes ? {} : { hint: 'Try it to choose one.' })}>
          {(id) => (
            <select
              id={id}
              className="Input"
              disabled={!inboxes}
              value={inboxNo ?? ''}
              onChange={(event) => setInboxNo(Number(event.currentTarget.value) || null)}
            >
              <option value="">All inboxes</option>
              {inboxes?.map((inbox) => (
                <option key={inbox.id} value={inbox.id}>
                  {inbox.name}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      </div>
      <Toggle label="Read earlier conversations, too" isOn={readsHistory} onChange={setReadsHistory} />
      {inboxes && (
        <Told
          isFine
          words={`Chatwoot answers. It has ${inboxes.length === 1 ? 'one inbox' : `${inboxes.length} inboxes`}.`}
        />
      )}
      {problem && <Told isFine={false} words={problem} />}
      <div className="row wrap" data-gap="6">
        <Button type="submit" variant="filled" disabled={busy || !isFilled}>
          Join
        </Button>
        <Button
          disabled={busy || !isFilled}
          onClick={() => void work(async () => setInboxes(await tryChatwoot(place)))}
        >
          Try it
        </Button>
        <Button variant="subtle" onClick={props.onClose}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
