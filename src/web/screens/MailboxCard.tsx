/** One mailbox: how it stands, what came in a week, what was set aside, and what can be done with it. */
import { countOf } from '#kit/counted.ts'
import { Badge, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Mailbox } from '#connectors/email/contract.ts'
import { FailedFace, LoadingLines } from '../components/Faces.tsx'
import { Icon } from '../components/Icon.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { whenFull } from '../times.ts'
import { tell, tellFailure } from '../toasts.ts'
import { plainly } from './ImportState.ts'
import { changeMailbox, readSetAside, removeMailbox } from './mail-api.ts'

type CardProps = { mailbox: Mailbox; mayWrite: boolean; onEdit: () => void; onChanged: () => void }

export function MailboxCard({ mailbox, mayWrite, onEdit, onChanged }: CardProps) {
  const [sheet, setSheet] = useState<'aside' | 'remove' | null>(null)
  const isPaused = mailbox.standing === 'paused'
  async function pause() {
    try {
      await changeMailbox(mailbox.id, { isPaused: !isPaused })
      tell(
        isPaused
          ? `${mailbox.address} is read again.`
          : `${mailbox.address} is paused; what comes is read afterwards.`,
      )
      onChanged()
    } catch (failure) {
      tellFailure(plainly(failure))
    }
  }
  return (
    <article className="Paper MailboxCard stack" data-gap="10" aria-label={mailbox.address}>
      <div className="row between wrap" data-gap="6">
        <span className="row grow" data-gap="8">
          <Icon name="mail" />
          <span className="stack grow">
            <b className="truncate">{mailbox.address}</b>
            <span className="small second truncate">{mailbox.name}</span>
          </span>
        </span>
        <Standing mailbox={mailbox} />
      </div>
      {mailbox.problem && (
        <div className="Notice" data-tone="bad" role="alert">
          <Icon name="alert-circle" />
          <span>
            <b>It is not read now.</b> {mailbox.problem}{' '}
            {mailbox.problemAt && (
              <span className="third">Seen {whenFull(mailbox.problemAt)}; it is tried again by itself.</span>
            )}
          </span>
        </div>
      )}
      <dl className="MailboxCard-facts">
        <Fact name="Last mail" value={mailbox.lastMailAt ? whenFull(mailbox.lastMailAt) : 'none yet'} />
        <Fact name="Connected since" value={mailbox.connectedAt ? whenFull(mailbox.connectedAt) : '–'} />
        <Fact
          name="Senders"
          value={mailbox.authserv ? `checked by ${mailbox.authserv}` : 'nobody vouches for them'}
        />
        <Fact name="In 7 days" value={weekOf(mailbox)} />
      </dl>
      <div className="row wrap" data-gap="6">
        {mayWrite && (
          <>
            <Button size="xs" onClick={onEdit} aria-label={`Change ${mailbox.address}`}>
              Change
            </Button>
            <Button
              size="xs"
              onClick={() => void pause()}
              aria-label={`${isPaused ? 'Go on with' : 'Pause'} ${mailbox.address}`}
            >
              {isPaused ? 'Go on' : 'Pause'}
            </Button>
          </>
        )}
        <Button
          size="xs"
          variant="subtle"
          onClick={() => setSheet('aside')}
          aria-label={`What was set aside of ${mailbox.address}`}
        >
          Set aside
        </Button>
        {mayWrite && (
          <Button
            size="xs"
            variant="subtle"
            className="push"
            onClick={() => setSheet('remove')}
            aria-label={`Remove ${mailbox.address}`}
          >
            Remove
          </Button>
        )}
      </div>
      {sheet === 'aside' && <SetAside mailbox={mailbox} onClose={() => setSheet(null)} />}
      {sheet === 'remove' && <Remove mailbox={mailbox} onDone={onChanged} onClose={() => setSheet(null)} />}
    </article>
  )
}

function Standing({ mailbox: { standing } }: { mailbox: Mailbox }) {
  if (standing === 'connected') return <Badge data-tone="good">Connected</Badge>
  if (standing === 'problem') return <Badge data-tone="bad">Not connected</Badge>
  if (standing === 'paused') return <Badge data-tone="warn">Paused</Badge>
  return <Badge data-tone="info">Connecting</Badge>
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="small third">{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function weekOf({ counts }: Mailbox): string {
  const parts = [
    `${counts.fromPeople} from people`,
    `${counts.sent} sent`,
    counts.automatic > 0 && `${counts.automatic} automatic`,
    counts.undelivered > 0 && `${counts.undelivered} undelivered`,
    counts.setAside > 0 && `${counts.setAside} set aside`,
  ]
  return parts.filter((part) => part).join(' · ')
}

const NATURES = { list: 'Newsletter', notice: 'Notice', own: 'Ours' } as const

function SetAside({ mailbox, onClose }: { mailbox: Mailbox; onClose: () => void }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['set-aside', mailbox.id],
    queryFn: () => readSetAside(mailbox.id),
  })
  return (
    <Sheet title="Set aside" onClose={onClose}>
      <div className="Sheet-body stack" data-gap="12">
        <p className="second">
          Newsletters, notices of machines and copies of your own mail. They lie in the mailbox as before, and
          nowhere in Spoonful.
        </p>
        {data ? (
          data.length === 0 ? (
            <p className="third">Nothing so far.</p>
          ) : (
            <ul className="MailboxAside" aria-label="Mails set aside">
              {data.map((mail) => (
                <li key={mail.id}>
                  <span className="row between" data-gap="6">
                    <b className="truncate">{mail.from || 'Nobody named'}</b>
                    <Badge>{NATURES[mail.nature]}</Badge>
                  </span>
                  <span className="voice truncate">{mail.subject || 'No subject'}</span>
                  <time className="small third" dateTime={mail.at}>
                    {whenFull(mail.at)}
                  </time>
                </li>
              ))}
            </ul>
          )
        ) : error ? (
          <FailedFace
            title="They could not be read."
            detail={plainly(error)}
            onRetry={() => void refetch()}
          />
        ) : (
          <LoadingLines />
        )}
        {data && data.length > 0 && (
          <span className="small third">{countOf(data.length, 'mail')}, the newest first</span>
        )}
      </div>
    </Sheet>
  )
}

function Remove(props: { mailbox: Mailbox; onDone: () => void; onClose: () => void }) {
  const { mailbox } = props
  const [problem, setProblem] = useState<string | null>(null)
  async function remove() {
    try {
      await removeMailbox(mailbox.id)
      tell(`${mailbox.address} is no longer read.`)
      props.onDone()
      props.onClose()
    } catch (failure) {
      setProblem(plainly(failure))
    }
  }
  return (
    <Sheet title={`Remove ${mailbox.address}?`} onClose={props.onClose}>
      <div className="Sheet-body stack" data-gap="12">
        <p className="second">
          It is no longer read and nothing is sent from it. What was read stays. Its password is forgotten.
        </p>
        {problem && <FailedFace title="It was not removed." detail={problem} />}
        <div className="row" data-gap="6">
          <Button variant="filled" onClick={() => void remove()}>
            Remove it
          </Button>
          <Button variant="subtle" onClick={props.onClose}>
            Keep it
          </Button>
        </div>
      </div>
    </Sheet>
  )
}
