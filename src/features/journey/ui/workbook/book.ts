/** The open workbook for everything on its screen. */
import { createContext, useContext } from 'react'
import type { JourneyMap } from '#features/journey/contract.ts'
import type { Workbook, WorkbookPresence } from '#features/journey/contract/workbook.ts'
import type { MemberInfo } from '#features/team/contract.ts'

export type OpenBook = {
  book: Workbook
  /** What was measured of the same journey; undefined while it is read. */
  map: JourneyMap | undefined
  members: readonly MemberInfo[]
  /** Who else is here. */
  others: readonly WorkbookPresence[]
  /** May answer: her role may, and the workbook is open. */
  mayWrite: boolean
  /** She came into a field, or left it. */
  onField: (key: string | null) => void
}

export const BookContext = createContext<OpenBook | null>(null)

export function useBook(): OpenBook {
  const open = useContext(BookContext)
  if (!open) throw new Error('useBook is for what stands in the workbook')
  return open
}
