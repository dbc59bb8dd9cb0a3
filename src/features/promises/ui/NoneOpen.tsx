/** The board without a row. */
import { Button } from '@mantine/core'
import { EmptyFace } from '#web/components/Faces.tsx'

export function NoneOpen(props: { isFiltered: boolean; onMake: () => void; onInherit: () => void }) {
  const { isFiltered, onMake, onInherit } = props
  return (
    <section className="Paper Promises-none">
      <EmptyFace
        icon="heart-handshake"
        title={isFiltered ? 'None of these' : 'No promise open'}
        actions={
          <>
            <Button size="xs" variant="light" onClick={onMake}>
              New promise
            </Button>
            {!isFiltered && (
              <Button size="xs" onClick={onInherit}>
                Bring promises in
              </Button>
            )}
          </>
        }
      >
        {isFiltered
          ? 'No promise fits what is chosen above.'
          : 'What the team says it will do shows up here, with its time.'}
      </EmptyFace>
    </section>
  )
}
