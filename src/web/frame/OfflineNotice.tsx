/** No connection: since when, what waits, and that nothing is lost. */
import { Button } from '@mantine/core'
import { connection, flush } from '../outbox.ts'
import { useSignal } from '../signal.ts'
import { clockTime } from '../times.ts'
import { Icon } from '../components/Icon.tsx'

export function OfflineNotice() {
  const { offlineSince, waiting } = useSignal(connection)
  if (offlineSince === null) return null
  return (
    <div className="Notice OfflineNotice" data-tone="warn" role="status">
      <Icon name="wifi-off" />
      <span className="grow">
        <b>No connection since {clockTime(offlineSince)}.</b> {waitingWords(waiting.length)}
      </span>
      <Button size="xs" onClick={() => void flush()}>
        Try now
      </Button>
    </div>
  )
}

function waitingWords(count: number): string {
  if (count === 0) return 'You can go on working; drafts are kept on this device.'
  if (count === 1) return 'One change waits here and goes out by itself.'
  return `${count} changes wait here and go out by themselves.`
}
