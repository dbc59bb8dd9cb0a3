/** Which workbook of the journey is open; leaders close it, open it again, and begin the next. */
import { Button } from '@mantine/core'
import type { Workbook, WorkbookSummary } from '#features/journey/contract/workbook.ts'
import { dayWords } from '../say.ts'
import { change } from './api.ts'
import { useBookChange } from './useWorkbook.ts'

export function BookChoice(props: {
  book: Workbook
  books: readonly WorkbookSummary[]
  mayLead: boolean
  onChoose: (id: string) => void
  onBegin: () => void
}) {
  const { book, books, mayLead, onChoose, onBegin } = props
  const carry = useBookChange()
  return (
    <span className="row wrap" data-gap="6">
      {books.length > 1 && (
        <label className="Chip RouteChoice">
          <span className="visually-hidden">Which workbook</span>
          <select value={book.id} onChange={({ target }) => onChoose(target.value)}>
            {books.map(({ id, startedAt, closedAt }) => (
              <option key={id} value={id}>
                {dayWords(startedAt)}
                {closedAt === null ? '' : ', closed'}
              </option>
            ))}
          </select>
        </label>
      )}
      {mayLead &&
        (book.closedAt === null ? (
          <Button
            size="xs"
            variant="default"
            onClick={() =>
              void carry(
                change.close(book.id),
                'Closed. It can be read and taken along.',
                () => void carry(change.reopen(book.id)),
              )
            }
          >
            Close it
          </Button>
        ) : (
          <>
            <Button
              size="xs"
              variant="default"
              onClick={() => void carry(change.reopen(book.id), 'Open again.')}
            >
              Open it again
            </Button>
            <Button size="xs" variant="filled" onClick={onBegin}>
              Begin a new one
            </Button>
          </>
        ))}
    </span>
  )
}
