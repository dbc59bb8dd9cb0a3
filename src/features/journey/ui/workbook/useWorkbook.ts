/** A workbook kept fresh while it is open: others' answers as they write, and who is in which field. */
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Workbook, WorkbookField } from '#features/journey/contract/workbook.ts'
import { useAnnouncements } from '#web/live.ts'
import { useChange } from '../useChange.ts'
import { beHere, leave, read, writeField } from './api.ts'
import { dropUnsent, unsentIn } from './unsent.ts'

/** Where the stream of announcements is broken, this often. */
const EVERY_MS = 20_000
/** The server forgets who is here after 45 s. */
const HERE_MS = 20_000

export const bookKey = (id: string) => ['workbook', id] as const

export const useWorkbooks = (route: string) =>
  useQuery({ queryKey: ['workbooks', route], queryFn: () => read.workbooks(route) })

export function useWorkbook(id: string | undefined) {
  const client = useQueryClient()
  useAnnouncements((name, { id: of }) => {
    if (name === 'workbook.changed' && of !== id) void client.invalidateQueries({ queryKey: ['workbooks'] })
    const isHers = of === undefined || of === id
    if (isHers && (name === 'workbook.changed' || name === 'presence.changed' || name === 'resync'))
      void client.invalidateQueries({ queryKey: ['workbook'] })
  })
  return useQuery({
    queryKey: bookKey(id ?? ''),
    queryFn: ({ signal }) => read.workbook(id ?? '', signal),
    enabled: id !== undefined,
    refetchInterval: EVERY_MS,
  })
}

/** Tells the others that she is here and in which field. */
export function useBeingHere(id: string, key: string | null, mayWrite: boolean): void {
  useEffect(() => {
    if (!mayWrite) return
    const say = () => void beHere(id, key).catch(() => undefined)
    say()
    const timer = setInterval(say, HERE_MS)
    return () => clearInterval(timer)
  }, [id, key, mayWrite])
  useEffect(() => (mayWrite ? () => void leave(id).catch(() => undefined) : undefined), [id, mayWrite])
}

/** Sends what an earlier visit left behind in exercises that are not on screen; fields on screen send their own. */
export function useLeftovers(id: string, exercise: string | undefined, mayWrite: boolean): void {
  useEffect(() => {
    if (!mayWrite) return
    for (const { key, text, base } of unsentIn(id))
      if (exercise === undefined || !key.startsWith(`${exercise}.`))
        void writeField(id, key, { text, base }).then(
          () => dropUnsent(id, key),
          () => undefined,
        )
  }, [id, exercise, mayWrite])
}

/** Puts an answer that was just written in its place, so that nothing jumps back until it is read again. */
export function putField(client: QueryClient, id: string, field: WorkbookField): void {
  client.setQueryData<Workbook>(bookKey(id), (book) => {
    if (!book) return book
    const known = book.fields.find(({ key }) => key === field.key)
    if (known && known.version > field.version) return book
    return { ...book, fields: [...book.fields.filter(({ key }) => key !== field.key), field] }
  })
}

/** Carries a change of the workbook out, and reads it again. Answers whether it was done. */
export const useBookChange = () => useChange(['workbooks'], ['workbook'])
