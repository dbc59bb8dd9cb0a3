/** Where the first run leads from here: read it, look at the queue, or back to the choice. */
import { Button } from '@mantine/core'
import { Kbd } from '../components/Kbd.tsx'
import type { Source } from './FirstRunChoice.tsx'

export function FirstRunWays(props: {
  source: Source
  isUnderWay: boolean
  isReading: boolean
  isBusy: boolean
  onQueue: () => void
  onBack: () => void
}) {
  if (props.isUnderWay)
    return (
      <>
        <Button key="open" type="submit" form="first-run" variant="filled" size="lg">
          Open the queue now <Kbd>↵</Kbd>
        </Button>
        <Button key="back" variant="subtle" size="lg" onClick={props.onBack}>
          Back
        </Button>
        {props.isReading && <span className="third">Reading goes on behind you</span>}
      </>
    )
  return (
    <>
      {props.source !== 'tools' && (
        <Button key="begin" type="submit" form="first-run" variant="filled" size="lg" disabled={props.isBusy}>
          {props.source === 'sample' ? 'Read the sample brand' : 'Choose a file'} <Kbd>↵</Kbd>
        </Button>
      )}
      <Button key="queue" variant="subtle" size="lg" onClick={props.onQueue}>
        Open the queue now
      </Button>
    </>
  )
}
