/** The tree of causes: each can be renamed or put away, new leaves are added; saved field by field. */
import { counted } from '#kit/counted.ts'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ComplaintCause } from '#features/voices/contract.ts'
import { newKey } from '#web/api.ts'
import { Sheet } from '#web/components/Sheet.tsx'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { tellFailure } from '#web/toasts.ts'
import { change, COMPLAINTS } from './complaint-api.ts'

export function CausesSheet({ causes, onClose }: { causes: readonly ComplaintCause[]; onClose: () => void }) {
  const client = useQueryClient()
  async function save(id: string, name: string, parentId: string | null, isArchived = false) {
    if (name.trim().length < 2) return
    try {
      await deliver(change.saveCause(id, { name: name.trim(), parentId, isArchived }))
    } catch (failure) {
      tellFailure(failureWords(failure))
    }
    await client.invalidateQueries({ queryKey: COMPLAINTS })
  }
  return (
    <Sheet title="Causes" onClose={onClose}>
      <div className="Sheet-body stack" data-gap="4">
        {causes.map(({ id, parentId, name, count }) => (
          <div key={id} className="row CauseRow" data-gap="6" data-leaf={parentId === null ? undefined : ''}>
            <input
              className="Input grow"
              aria-label={`Name of ${name}`}
              defaultValue={name}
              maxLength={60}
              onBlur={(event) =>
                event.currentTarget.value.trim() !== name &&
                void save(id, event.currentTarget.value, parentId)
              }
            />
            <span className="small third fixed">{counted(count)} in 90 days</span>
            <Button size="xs" onClick={() => void save(id, name, parentId, true)}>
              Put away
            </Button>
          </div>
        ))}
        <NewCause branches={causes.filter(({ parentId }) => parentId === null)} onAdd={save} />
      </div>
    </Sheet>
  )
}

function NewCause(props: {
  branches: readonly ComplaintCause[]
  onAdd: (id: string, name: string, parentId: string | null) => Promise<void>
}) {
  const [name, setName] = useState('')
  const [parent, setParent] = useState('')
  return (
    <form
      className="row wrap"
      data-gap="6"
      onSubmit={(event) => {
        event.preventDefault()
        void props.onAdd(newKey(), name, parent === '' ? null : parent)
        setName('')
      }}
    >
      <input
        className="Input grow"
        aria-label="A new cause"
        placeholder="A new cause"
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <select
        className="Input"
        aria-label="Under"
        value={parent}
        onChange={(event) => setParent(event.currentTarget.value)}
      >
        <option value="">a branch of its own</option>
        {props.branches.map(({ id, name }) => (
          <option key={id} value={id}>
            under {name}
          </option>
        ))}
      </select>
      <Button size="xs" type="submit" disabled={name.trim().length < 2}>
        Add
      </Button>
    </form>
  )
}
