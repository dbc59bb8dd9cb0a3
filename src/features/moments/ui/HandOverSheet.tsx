/** Who should have a moment: the team with who is away, a note that goes with it, or let go of it. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import type { MomentRow } from '#features/moments/contract.ts'
import type { MemberInfo } from '#features/team/contract.ts'
import { read } from '#web/api.ts'
import { Avatar } from '#web/components/Avatar.tsx'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { Sheet } from '#web/components/Sheet.tsx'
import { failureWords } from '#web/failure.ts'
import { useSession } from '#web/session.ts'
import { whenFull } from '#web/times.ts'

export function HandOverSheet(props: {
  row: MomentRow
  onClose: () => void
  onHandOver: (to: MemberInfo, note: string) => void
  /** Takes it oneself, or lets go of one's own. */
  onTake: () => void
}) {
  const { row } = props
  const me = useSession().member
  const { data, error, refetch } = useQuery({ queryKey: ['members'], queryFn: () => read.members() })
  const [toId, setTo] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const members = data?.items.filter(({ id, role }) => id !== row.assignee?.id && role !== 'viewer')
  const to = members?.find(({ id }) => id === toId)
  function submit(event: SyntheticEvent) {
    event.preventDefault()
    if (to) props.onHandOver(to, note.trim())
  }
  return (
    <Sheet title={`Hand over ${row.customer.name}`} onClose={props.onClose}>
      <form className="Sheet-body stack" data-gap="12" onSubmit={submit}>
        {members ? (
          <div className="HandOver stack" data-gap="4" role="radiogroup" aria-label="To whom">
            {members.map((member) => (
              <label key={member.id} className="HandOver-member">
                <input
                  type="radio"
                  name="member"
                  value={member.id}
                  checked={member.id === toId}
                  onChange={() => setTo(member.id)}
                />
                <Avatar name={member.name} initials={member.initials} size="s" />
                <span className="grow truncate">
                  {member.id === me.id ? `${member.name} (you)` : member.name}
                </span>
                {member.awayUntil && (
                  <span className="small warn fixed">away until {whenFull(member.awayUntil)}</span>
                )}
              </label>
            ))}
            {members.length === 0 && <p className="second">There is nobody else on the team yet.</p>}
          </div>
        ) : error ? (
          <FailedFace
            title="The team could not be read."
            detail={failureWords(error)}
            onRetry={() => void refetch()}
          />
        ) : (
          <LoadingLines />
        )}
        <label className="stack" data-gap="4">
          <span className="strong">A note, if it helps</span>
          <textarea
            className="Input voice"
            rows={2}
            maxLength={1_000}
            value={note}
            placeholder="What you know and they do not"
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </label>
        <div className="row wrap" data-gap="6">
          <Button type="submit" variant="filled" disabled={!to}>
            Hand over
          </Button>
          {row.assignee && (
            <Button type="button" onClick={props.onTake}>
              {row.assignee.id === me.id ? 'Let go of it' : `Take it from ${row.assignee.name.split(' ')[0]}`}
            </Button>
          )}
          <Button type="button" variant="subtle" onClick={props.onClose}>
            Cancel
          </Button>
        </div>
        {to?.awayUntil && (
          <p className="small warn" role="status">
            {to.name.split(' ')[0]} is away until {whenFull(to.awayUntil)}; this moment may expire before.
          </p>
        )}
      </form>
    </Sheet>
  )
}
