/** The board without a row. */
import { Button } from '@mantine/core'
import { EmptyFace } from '#web/components/Faces.tsx'

export function NoneOpen({ isFiltered, onMake }: { isFiltered: boolean; onMake: () => void }) {
  return (
    <section className="Paper Promises-none">
      <EmptyFace
        icon="heart-handshake"
        title={isFiltered ? 'None of these' : 'No promise open'}
        actions={
          <Button size="xs" variant="light" onClick={onMake}>
            New promise
          </Button>
        }
      >
        {isFiltered
          ? 'No promise fits what is chosen above.'
          : 'What the team says it will do shows up here, with its time.'}
      </EmptyFace>
    </section>
  )
}
