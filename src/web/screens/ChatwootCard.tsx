/** One joined Chatwoot account: how it stands, how far its history is read, its inbox, its webhook, its token, and the way out. */
import { counted } from '#kit/counted.ts'
import { Badge, Button } from '@mantine/core'
import { useState } from 'react'
import type { ChangeChatwoot, Chatwoot } from '#connectors/chatwoot/contract.ts'
import { Icon } from '../components/Icon.tsx'
import { whenFull } from '../times.ts'
import { tell } from '../toasts.ts'
import { PageInside } from './ChatwootPage.tsx'
import { SecretsSheet } from './ChatwootSecrets.tsx'
import { InboxField, Outwards } from './ChatwootWishes.tsx'
import { Facts, GoSheet, Told, useWork } from './ConnectionParts.tsx'
import { changeChatwoot, leaveChatwoot, renewWebhook } from './connections-api.ts'
import { CopyLine } from './KeysConnect.tsx'

type CardProps = {
  account: Chatwoot
  mayWrite: boolean
  onChanged: () => void
  /** Shows an address that is known this once. */
  onAddress: (account: Chatwoot) => void
}

export function ChatwootCard({ account, mayWrite, onChanged, onAddress }: CardProps) {
  const [sheet, setSheet] = useState<'secrets' | 'leave' | null>(null)
  const { busy, problem, work } = useWork()
  const save = (next: ChangeChatwoot, told: string, back?: ChangeChatwoot) =>
    work(async () => {
      await changeChatwoot(account.id, next)
      onChanged()
      tell(told, back ? () => void save(back, 'As it was.') : undefined)
    })
  return (
    <article className="Paper Connection stack" data-gap="10" aria-label={account.name}>
      <div className="row between wrap" data-gap="6">
        <span className="row grow" data-gap="8">
          <Icon name="message-circle" />
          <span className="stack grow">
            <b className="truncate">{account.name}</b>
            <span className="small second truncate">
              {account.baseUrl.replace(/^https?:\/\//, '')}, account {account.accountNo}
            </span>
          </span>
        </span>
        <Standing account={account} />
      </div>
      {account.problem && (
        <Told
          isFine={false}
          words={
            <>
              <b>It is not read now.</b> {account.problem}{' '}
              {account.problemAt && (
                <span className="third">
                  Seen {whenFull(account.problemAt)}; it is tried again by itself.
                </span>
              )}
            </>
          }
        />
      )}
      {account.untold > 0 && (
        <div className="Notice" data-tone="warn" role="status">
          <Icon name="alert-triangle" />
          <span>
            {account.untold === 1 ? 'One conversation' : `${account.untold} conversations`} could not be told
            of a change; it is tried again by itself.
          </span>
        </div>
      )}
      {account.isReadingHistory && <History account={account} />}
      <Facts
        facts={[
          ['Last webhook', account.lastEventAt ? whenFull(account.lastEventAt) : 'none yet'],
          ['Last look', account.readAt ? whenFull(account.readAt) : 'not yet'],
          ['Webhooks', account.isSigned ? 'believed when signed' : 'believed by their address'],
          [
            'Earlier conversations',
            account.isReadingHistory
              ? 'being read'
              : account.history.read > 0
                ? `${counted(account.history.read)} read`
                : 'not read',
          ],
        ]}
      />
      <CopyLine name="Webhook" value={`${location.origin}${account.webhookPath}`} />
      {!account.isSigned && (
        <p className="small third">
          Without its secret the address needs the end that was shown once. Paste the secret Chatwoot shows
          beside the webhook, or make a new address.
        </p>
      )}
      {mayWrite && (
        <>
          <InboxField account={account} onSave={save} />
          <Outwards account={account} onSave={save} />
          <PageInside account={account} onChanged={onChanged} />
          {problem && <Told isFine={false} words={problem} />}
          <div className="row wrap" data-gap="6">
            <Button size="xs" onClick={() => setSheet('secrets')}>
              Token and secret
            </Button>
            <Button
              size="xs"
              disabled={busy}
              onClick={() =>
                void save(
                  { isPaused: !account.isPaused },
                  account.isPaused ? `${account.name} is listened to again.` : `${account.name} is paused.`,
                  { isPaused: account.isPaused },
                )
              }
            >
              {account.isPaused ? 'Go on' : 'Pause'}
            </Button>
            <Button
              size="xs"
              variant="subtle"
              disabled={busy}
              onClick={() =>
                void work(async () => {
                  onAddress(await renewWebhook(account.id))
                  onChanged()
                })
              }
            >
              New webhook address
            </Button>
            <Button size="xs" variant="subtle" className="push" onClick={() => setSheet('leave')}>
              Disconnect
            </Button>
          </div>
        </>
      )}
      {sheet === 'secrets' && (
        <SecretsSheet account={account} onDone={onChanged} onClose={() => setSheet(null)} />
      )}
      {sheet === 'leave' && (
        <GoSheet
          title={`Disconnect ${account.name}?`}
          what="Nothing more is read from it or written into it, and its token is forgotten. What was read stays on the timeline."
          yes="Disconnect it"
          onYes={() => leaveChatwoot(account.id)}
          onDone={() => (onChanged(), tell(`${account.name} is disconnected.`))}
          onClose={() => setSheet(null)}
        />
      )}
    </article>
  )
}

function Standing({ account }: { account: Chatwoot }) {
  if (account.isPaused) return <Badge data-tone="warn">Paused</Badge>
  if (account.problem) return <Badge data-tone="bad">Not connected</Badge>
  if (account.readAt) return <Badge data-tone="good">Connected</Badge>
  return <Badge data-tone="info">Connecting</Badge>
}

/** How far the conversations there were when it was joined are read. */
function History({ account: { history, name } }: { account: Chatwoot }) {
  const { read, of } = history
  return (
    <div className="stack" data-gap="4">
      <span className="small second">
        Reading earlier conversations: {counted(read)}
        {of !== null && ` of ${counted(of)}`}
      </span>
      <progress
        className="Connection-progress"
        aria-label={`Earlier conversations of ${name} that were read`}
        {...(of === null ? {} : { max: Math.max(1, of), value: Math.min(read, of) })}
      />
    </div>
  )
}
