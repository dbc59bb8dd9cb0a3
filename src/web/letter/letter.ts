/** What an entry says of files that came with it. */
import type { TimelineEntry } from '#features/timeline/contract.ts'

export type LetterFile = { readonly name: string; readonly type: string; readonly bytes: number }

export function filesOf({ data }: Pick<TimelineEntry, 'data'>): LetterFile[] {
  const list = Array.isArray(data['attachments']) ? (data['attachments'] as Partial<LetterFile>[]) : []
  return list.map(({ name = '', type = 'a file', bytes = 0 }) => ({ name, type, bytes }))
}

/** Whether it is a mail that can be shown as it was sent. */
export function hasPage({ data }: Pick<TimelineEntry, 'data'>): boolean {
  const other = data['other'] as { mail?: { hasPage?: boolean } } | undefined
  return other?.mail?.hasPage === true
}
