/** A list of words that are written, rewritten and taken out again: macros, the library, one's own anecdotes. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { tell, tellFailure } from '#web/toasts.ts'

type Change = Parameters<typeof deliver>[0]

type Shelf<Item, Fields> = {
  readonly key: readonly string[]
  readonly list: () => Promise<readonly Item[]>
  readonly keep: (id: string | null, fields: Fields) => Change
  readonly drop: (item: Item) => Change
  /** What may be written of an item, for its undo. */
  readonly fieldsOf: (item: Item) => Fields
  /** What it is called when it is told that it was kept, or is gone. */
  readonly nameOf: (fields: Fields) => string
}

/** Its items, the one that is open, and what its sheet does; everything done can be taken back. */
export function useShelf<Item extends { readonly id: string }, Fields>(shelf: Shelf<Item, Fields>) {
  const client = useQueryClient()
  const { data: items, error, refetch } = useQuery({ queryKey: shelf.key, queryFn: shelf.list })
  const [open, setOpen] = useState<Item | 'new' | null>(null)
  const opened = open === 'new' ? null : open
  async function save(id: string | null, fields: Fields, told: string, back?: () => void) {
    try {
      await deliver(shelf.keep(id, fields))
      tell(told, back)
      await client.invalidateQueries({ queryKey: shelf.key })
    } catch (failure) {
      tellFailure(`It was not kept. ${failureWords(failure)}`)
    }
  }
  async function drop(item: Item) {
    const fields = shelf.fieldsOf(item)
    const name = shelf.nameOf(fields)
    try {
      await deliver(shelf.drop(item))
      tell(`${name} is gone.`, () => void save(null, fields, `${name} is back.`))
      await client.invalidateQueries({ queryKey: shelf.key })
    } catch (failure) {
      tellFailure(`It is still there. ${failureWords(failure)}`)
    }
  }
  return {
    items,
    error,
    refetch,
    setOpen,
    isOpen: open !== null,
    /** Null where a new one is being written. */
    opened,
    sheet: {
      onClose: () => setOpen(null),
      onDrop: () => {
        setOpen(null)
        if (opened) void drop(opened)
      },
      onSave: (fields: Fields) => {
        setOpen(null)
        const back = opened && (() => void save(opened.id, shelf.fieldsOf(opened), 'As it was.'))
        void save(opened?.id ?? null, fields, `${shelf.nameOf(fields)} is kept.`, back ?? undefined)
      },
    },
  }
}
