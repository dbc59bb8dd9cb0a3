/** On every screen while nothing goes out: since when, who said so, and where it is turned off. */
import { useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { currentTime } from '../clock.ts'
import { Icon } from '../components/Icon.tsx'
import { useAnnouncements } from '../live.ts'
import { SESSION, useSession } from '../session.ts'
import { whenSaid } from '../times.ts'

export function HeldNotice() {
  const client = useQueryClient()
  const { outgoingHold } = useSession()
  useAnnouncements((name) => {
    if (name === 'outgoing.changed' || name === 'resync') void client.invalidateQueries({ queryKey: SESSION })
  })
  if (outgoingHold === null) return null
  return (
    <div className="Notice OfflineNotice" role="status">
      <Icon name="clock-pause" />
      <span className="grow">
        <b>Nothing goes out.</b> {outgoingHold.by} said so {whenSaid(outgoingHold.since, currentTime())}.
        Replies wait.{' '}
        <Link href="/settings/outgoing" className="Link">
          What waits
        </Link>
      </span>
    </div>
  )
}
