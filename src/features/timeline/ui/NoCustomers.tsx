/** Nobody is here yet, or nobody was found. */
import { EmptyFace } from '#web/components/Faces.tsx'

export function NoCustomers({ q, onAll }: { q: string; onAll: () => void }) {
  if (q !== '')
    return (
      <EmptyFace
        icon="search"
        title="Nobody found"
        actions={
          <button type="button" className="Link" onClick={onAll}>
            Show all customers
          </button>
        }
      >
        No customer has “{q}” in a name, an e-mail address or a phone number.
      </EmptyFace>
    )
  return (
    <EmptyFace icon="users" title="Nobody has been here yet">
      The first message, order or review brings its customer with it. Read a file under Import, or join up
      your own tools.
    </EmptyFace>
  )
}
