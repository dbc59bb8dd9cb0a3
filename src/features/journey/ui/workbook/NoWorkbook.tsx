/** A journey nobody has walked with a workbook yet. */
import { Button } from '@mantine/core'
import { EmptyFace } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'

export function NoWorkbook({ mayLead, onStart }: { mayLead: boolean; onStart: () => void }) {
  return (
    <EmptyFace
      icon="notes"
      title="Walk this journey together"
      actions={
        mayLead ? (
          <Button variant="filled" onClick={onStart}>
            <Icon name="plus" /> Begin a workbook
          </Button>
        ) : undefined
      }
    >
      Six exercises: two before, two during, two after, about three hours in all. Everybody writes at once,
      the evidence stands beside, and what you think of becomes ideas on the map.
      {!mayLead && ' A supervisor begins one.'}
    </EmptyFace>
  )
}
