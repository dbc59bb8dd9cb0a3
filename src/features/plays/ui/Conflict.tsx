/** Somebody else has answered while this was written: her words first, then one's own. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Reply } from '#features/plays/contract.ts'
import { currentTime } from '#web/clock.ts'
import { Icon } from '#web/components/Icon.tsx'
import { whenSaid } from '#web/times.ts'

/** A colleague's reply that came after this draft was begun and was not read yet. */
export function conflictIn(
  replies: readonly Reply[],
  { me, begunAt, readIds }: { me: string; begunAt: number | null; readIds: readonly string[] },
): Reply | undefined {
  if (begunAt === null) return undefined
  return replies.find(
    ({ id, by, state, at }) =>
      by.id !== me && state !== 'undone' && !readIds.includes(id) && Date.parse(at) > begunAt,
  )
}

export function Conflict(props: { reply: Reply; onRead: () => void; onThrowAway: () => void }) {
  const { by, at, text } = props.reply
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="Notice Conflict" data-tone="warn" role="alert">
      <Icon name="users" />
      <div className="grow">
        <b>
          {by.name} answered {whenSaid(at, currentTime())}.
        </b>{' '}
        Your draft is kept. Read that reply before you send.
        {isOpen && <blockquote className="voice Replies-words">{text}</blockquote>}
        <div className="row wrap Replies-ways" data-gap="6">
          {isOpen ? (
            <Button size="xs" onClick={props.onRead}>
              Read; mine goes too
            </Button>
          ) : (
            <Button size="xs" onClick={() => setOpen(true)}>
              Read the reply
            </Button>
          )}
          <Button size="xs" variant="subtle" onClick={props.onThrowAway}>
            Throw mine away
          </Button>
        </div>
      </div>
    </div>
  )
}
