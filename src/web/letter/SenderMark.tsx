/** Beside the name of a mail's sender whom nobody vouches for: it may be somebody else who writes in that name. */
import { Badge } from '@mantine/core'
import type { TimelineEntry } from '#features/timeline/contract.ts'
import { isSenderClaimed } from './letter.ts'

export function SenderMark({ entry }: { entry: TimelineEntry }) {
  if (!isSenderClaimed(entry)) return null
  return (
    <Badge data-variant="outline" title="Your mail server could not confirm that this address sent it">
      sender not confirmed
    </Badge>
  )
}
