/** Joining up a brand's own tools: the address, a write key shown once, something to try, and the wait for the first event. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { change, read } from '../api.ts'
import type { ProgramKey } from '../api.ts'
import { copyText } from '../clipboard.ts'
import { Icon } from '../components/Icon.tsx'
import { Segments } from '../components/Segments.tsx'
import { deliver } from '../outbox.ts'
import { whenFull } from '../times.ts'
import { tell, tellFailure } from '../toasts.ts'
import { plainly } from './ImportState.ts'
import { RefusedLink } from './RefusedLink.tsx'
import './import.css'

export const KEYS = ['keys'] as const

/** A key just made; its secret is nowhere else. */
export type FreshKey = { id: string; secret: string; trust: ProgramKey['trust'] }

/** Makes a write key by a name; `onMade` gets it with its secret. */
export function KeysMake({ onMade, size }: { onMade: (key: FreshKey) => void; size?: 'lg' }) {
  const [trust, setTrust] = useState<ProgramKey['trust']>('server')
  const [name, setName] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  async function make() {
    setBusy(true)
    setProblem(null)
    const wanted = { name: name.trim() || USUAL_NAMES[trust], scopes: ['intake'], trust }
    try {
      const made = await deliver(change.createKey(wanted))
      if (made.waits) setProblem('There is no connection; the key is made when there is one again.')
      else onMade({ ...(made.answer as { id: string; secret: string }), trust })
    } catch (failure) {
      setProblem(plainly(failure))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="KeysMake stack"
      data-gap="12"
      onSubmit={(event) => {
        event.preventDefault()
        void make()
      }}
    >
      <div className="row wrap" data-gap="10">
        <span className="strong">Events come from</span>
        <Segments
          label="Where events come from"
          value={trust}
          onChange={setTrust}
          choices={[
            { value: 'server', label: 'Your server' },
            { value: 'browser', label: 'Your website' },
          ]}
        />
      </div>
      <p className="second">
        {trust === 'server'
          ? 'A server’s key is secret. What it says of a customer is believed.'
          : 'A website’s key can be read by anybody, so what it says of a customer is kept as a claim until a server confirms it.'}
      </p>
      <div className="row wrap" data-gap="6">
        <input
          className="Input KeysMake-name"
          aria-label="What the key is for"
          placeholder={USUAL_NAMES[trust]}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="filled" size={size ?? 'sm'} disabled={isBusy}>
          Make a key
        </Button>
      </div>
      {problem && (
        <div className="Notice" data-tone="bad" role="alert">
          <Icon name="alert-circle" />
          <span>
            <b>No key was made.</b> {problem}
          </span>
        </div>
      )}
    </form>
  )
}

const USUAL_NAMES: Readonly<Record<ProgramKey['trust'], string>> = {
  server: 'Our server',
  browser: 'Our website',
}

/** The address, the secret and three ways to try them. */
export function KeysTry({ made }: { made: FreshKey }) {
  const [way, setWay] = useState<Way>(made.trust === 'browser' ? 'browser' : 'curl')
  const snippet = snippetOf(way, made.secret)
  return (
    <div className="stack" data-gap="12">
      <CopyLine name="Address" value={`${location.origin}/v1`} />
      <CopyLine name="Write key" value={made.secret} />
      <div className="Notice" data-tone="warn">
        <Icon name="alert-triangle" />
        <span>
          <b>The key is shown this once.</b> Put it where your{' '}
          {made.trust === 'server' ? 'server' : 'website'} keeps its settings; if it is lost, make another and
          revoke this one.
        </span>
      </div>
      <div className="row between wrap">
        <span className="head">Try it</span>
        <span className="row" data-gap="6">
          <Segments label="How to try it" value={way} onChange={setWay} choices={WAYS[made.trust]} />
          <CopyButton text={snippet} what="snippet" />
        </span>
      </div>
      <div className="Snippet">
        <pre tabIndex={0} aria-label="To try">
          {snippet}
        </pre>
      </div>
    </div>
  )
}

/** Waits until the key is used for the first time, and says so. */
export function KeysWaiting({ keyId }: { keyId: string }) {
  const { data } = useQuery({
    queryKey: KEYS,
    queryFn: async () => (await read.keys()).items,
    staleTime: 0,
    refetchInterval: 2_000,
  })
  const usedAt = data?.find(({ id }) => id === keyId)?.usedAt ?? null
  const { data: newest } = useQuery({
    queryKey: ['customers', 'newest'],
    queryFn: () => read.customers({ limit: 5 }),
    enabled: usedAt !== null,
    refetchInterval: 3_000,
  })
  return (
    <>
      <div className="row between">
        <h2 className="title">{usedAt ? 'The first event is here' : 'Waiting for the first event'}</h2>
      </div>
      <section className="Paper ImportSteps" aria-live="polite">
        <ol>
          <li data-standing="done">
            <Icon name="circle-check" size="l" />
            <span>A key is made</span>
          </li>
          <li data-standing={usedAt ? 'done' : 'now'}>
            {usedAt ? <Icon name="circle-check" size="l" /> : <i className="Waiting" aria-hidden="true" />}
            <span>
              {usedAt ? 'Your tool has spoken' : 'Listening'}
              <br />
              <span className="small third">
                {usedAt ? whenFull(usedAt) : 'It shows up here the second it comes in'}
              </span>
            </span>
          </li>
        </ol>
      </section>
      {usedAt && <RefusedLink />}
      {usedAt && newest && newest.items.length > 0 && (
        <section className="Paper WorthALook" aria-label="Who it was about">
          <h3 className="head">Who was heard of last</h3>
          <ul>
            {newest.items.map((customer) => (
              <li key={customer.id}>
                <Link href={`/customers/${customer.id}`} className="WorthALook-row">
                  <Icon name="user" />
                  <span className="grow truncate">{customer.name ?? 'Somebody without a name yet'}</span>
                  {customer.lastAt && <span className="small third fixed">{whenFull(customer.lastAt)}</span>}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

export function CopyLine({ name, value }: { name: string; value: string }) {
  return (
    <div className="CopyLine">
      <span className="strong">{name}</span>
      <code className="truncate" tabIndex={0}>
        {value}
      </code>
      <CopyButton text={value} what={name.toLowerCase()} />
    </div>
  )
}

export function CopyButton({ text, what }: { text: string; what: string }) {
  async function copy() {
    if (await copyText(text)) tell(`The ${what} is copied.`)
    else tellFailure(`This browser does not let us copy; select the ${what} and copy it by hand.`)
  }
  return (
    <Button type="button" size="xs" onClick={() => void copy()} aria-label={`Copy the ${what}`}>
      <Icon name="copy" size="s" />
      Copy
    </Button>
  )
}

type Way = 'curl' | 'node' | 'browser'

const WAYS: Readonly<Record<ProgramKey['trust'], readonly { value: Way; label: string }[]>> = {
  server: [
    { value: 'curl', label: 'curl' },
    { value: 'node', label: 'Node' },
  ],
  browser: [
    { value: 'browser', label: 'Browser' },
    { value: 'curl', label: 'curl' },
  ],
}

/** Something that works when it is pasted as it stands. */
export function snippetOf(way: Way, secret: string, origin = location.origin): string {
  if (way === 'curl')
    return `curl ${origin}/v1/track -u '${secret}:' \\
  -H 'content-type: application/json' \\
  -d '{"userId": "42", "event": "Contact Received",
       "context": {"traits": {"name": "Maren Oduya", "email": "maren@example.com"}},
       "properties": {"text": "My dog Pickle loves the blanket."}}'`
  if (way === 'node')
    return `import { Analytics } from '@segment/analytics-node'

const analytics = new Analytics({ writeKey: '${secret}', host: '${origin}' })
analytics.track({
  userId: '42',
  event: 'Contact Received',
  context: { traits: { name: 'Maren Oduya', email: 'maren@example.com' } },
  properties: { text: 'My dog Pickle loves the blanket.' },
})
await analytics.closeAndFlush()`
  return `import { AnalyticsBrowser } from '@segment/analytics-next'

const analytics = AnalyticsBrowser.load({
  writeKey: '${secret}',
  cdnURL: '${origin}',
})
analytics.track('Contact Received', {
  text: 'My dog Pickle loves the blanket.',
})`
}
