/** What became of replies to this moment: held, on their way, out, uncertain, failed; each with the one way on. */
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Reply } from '#features/plays/contract.ts'
import { formatMoney } from '#kit/money.ts'
import type { Change } from '#web/api.ts'
import { currentTime, useTime } from '#web/clock.ts'
import { Icon } from '#web/components/Icon.tsx'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { tellFailure } from '#web/toasts.ts'
import { whenSaid } from '#web/times.ts'
import { change } from './api.ts'
import { composerKey } from './useComposer.ts'

export function ReplyLines({ replies }: { replies: readonly Reply[] }) {
  // One that was dropped says so; one she took back herself is no news to her.
  const shown = replies.filter(({ state, problem }) => state !== 'undone' || problem !== null)
  if (shown.length === 0) return null
  return (
    <ul className="Replies" aria-label="Replies">
      {shown.map((reply) => (
        <li key={reply.id}>
          <ReplyLine reply={reply} />
        </li>
      ))}
    </ul>
  )
}

export function ReplyLine({ reply }: { reply: Reply }) {
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  async function run(sent: Change) {
    setBusy(true)
    try {
      await deliver(sent)
    } catch (failure) {
      tellFailure(`That did not work. ${failureWords(failure)}`)
    } finally {
      setBusy(false)
      void client.invalidateQueries({ queryKey: composerKey(reply.momentId) })
      void client.invalidateQueries({ queryKey: ['stuck'] })
    }
  }
  const name = reply.customer.name
  const failing = reply.acts.filter(({ state }) => state === 'failed')
  const undo = () => void run(change.undo(reply.id, `Taken back: ${name}`))
  if (reply.isKeptBack && reply.state !== 'unsure')
    return <KeptBackLine reply={reply} isBusy={isBusy} onUndo={undo} />
  if (reply.state === 'undone')
    return (
      <div className="Notice" data-tone="warn">
        <Icon name="alert-triangle" />
        <div className="grow">
          <b>The reply has not gone out, so {name} has seen nothing.</b> {reply.problem}
          <Words reply={reply} />
        </div>
      </div>
    )
  if (reply.state === 'held') return <HeldLine reply={reply} isBusy={isBusy} onUndo={undo} />
  if (reply.state === 'failed')
    return (
      <div className="Notice" data-tone="bad" role="alert">
        <Icon name="alert-circle" />
        <div className="grow">
          <b>The reply has not gone out, so {name} has seen nothing.</b> {reply.problem}{' '}
          {failing.map(({ label, problem }) => `${label}: ${problem ?? 'it did not work'}`).join(' ')}
          <Words reply={reply} />
          <div className="row wrap Replies-ways" data-gap="6">
            <Button
              size="xs"
              variant="filled"
              disabled={isBusy}
              onClick={() => void run(change.again(reply.id, {}, `Again: ${name}`))}
            >
              Try again
            </Button>
            {failing.length > 0 && (
              <Button
                size="xs"
                disabled={isBusy}
                onClick={() =>
                  void run(
                    change.again(reply.id, { without: failing.map(({ id }) => id) }, `Without it: ${name}`),
                  )
                }
              >
                Send without {failing.length === 1 ? 'it' : 'them'}
              </Button>
            )}
          </div>
        </div>
      </div>
    )
  if (reply.state === 'unsure')
    return (
      <div className="Notice" data-tone="warn" role="alert">
        <Icon name="alert-triangle" />
        <div className="grow">
          <b>It may have gone out, or not.</b> {reply.problem} Nothing is sent twice: look where it should be.
          <Words reply={reply} />
          <div className="row wrap Replies-ways" data-gap="6">
            <Button
              size="xs"
              disabled={isBusy}
              onClick={() => void run(change.settle(reply.id, 'sent', `It did: ${name}`))}
            >
              It did go out
            </Button>
            <Button
              size="xs"
              disabled={isBusy}
              onClick={() => void run(change.settle(reply.id, 'not_sent', `It did not: ${name}`))}
            >
              It did not
            </Button>
          </div>
        </div>
      </div>
    )
  return (
    <p className="row wrap small second" data-gap="6">
      <Icon name={reply.state === 'sent' ? 'circle-check' : 'clock'} size="s" />
      <span>
        {reply.state === 'sent' ? (
          <>
            {reply.by.name},{' '}
            {reply.channel.name === 'log' ? 'copied and logged' : `sent ${reply.channel.label}`}{' '}
            {whenSaid(reply.sentAt ?? reply.at, currentTime())}
          </>
        ) : (
          <>On its way. {reply.problem}</>
        )}
        {reply.acts.map((act) => (
          <span key={act.id}>
            {' · '}
            {act.title}
            {act.money && `, ${formatMoney(act.money)}`}
            {act.code && `, ${act.code}`}
            {act.state === 'unsure' && ' (not certain)'}
          </span>
        ))}
      </span>
    </p>
  )
}

/** Nothing goes out of the workspace just now, so this has not. */
function KeptBackLine({ reply, isBusy, onUndo }: { reply: Reply; isBusy: boolean; onUndo: () => void }) {
  return (
    <div className="Notice Replies-held">
      <Icon name="clock-pause" />
      <span className="grow">
        Kept back, since nothing goes out just now. Somebody will say whether it is sent.
      </span>
      {reply.state === 'held' && (
        <Button size="xs" disabled={isBusy} onClick={onUndo}>
          Undo
        </Button>
      )}
    </div>
  )
}

function HeldLine({ reply, isBusy, onUndo }: { reply: Reply; isBusy: boolean; onUndo: () => void }) {
  const now = useTime(500)
  const left = Math.max(0, Math.ceil((Date.parse(reply.heldUntil) - now) / 1000))
  return (
    <div className="Notice Replies-held">
      <Icon name="clock" />
      <span className="grow">
        {left > 0 ? `Sends in ${left} s` : 'Sends now'}
        {reply.acts.length > 0 && `, with ${reply.acts.map(({ title }) => title.toLowerCase()).join(', ')}`}
      </span>
      {left > 0 && (
        <Button size="xs" disabled={isBusy} onClick={onUndo}>
          Undo
        </Button>
      )}
    </div>
  )
}

function Words({ reply }: { reply: Reply }) {
  if (reply.text.trim() === '') return null
  return <blockquote className="voice Replies-words">{reply.text}</blockquote>
}
