/** What an entry says of files that came with it. */
import type { TimelineEntry } from '#features/timeline/contract.ts'

export type LetterFile = {
  /** Which of the attachments it is, from 0. */
  readonly place: number
  readonly name: string
  readonly type: string
  /** 0 where nobody said. */
  readonly bytes: number
}

export function filesOf({ data }: Pick<TimelineEntry, 'data'>): LetterFile[] {
  const list = Array.isArray(data['attachments']) ? (data['attachments'] as Partial<LetterFile>[]) : []
  return list.map(({ name = '', type = 'a file', bytes = 0 }, place) => ({ place, name, type, bytes }))
}

/** Whether it is a mail that can be shown as it was sent. */
export function hasPage(entry: Pick<TimelineEntry, 'data'>): boolean {
  return mailOf(entry)?.hasPage === true
}

/** Whether it is a mail that was longer than is read. */
export function isCut(entry: Pick<TimelineEntry, 'data'>): boolean {
  return mailOf(entry)?.isCut === true
}

/** Whether the mail server that the mailbox trusts did not find the sender's domain to have sent it: anybody may have. */
export function isSenderClaimed({ data }: Pick<TimelineEntry, 'data'>): boolean {
  return mailOf({ data })?.isVerified === false && data['claimed'] !== undefined
}

function mailOf({ data }: Pick<TimelineEntry, 'data'>) {
  return (
    data['other'] as { mail?: { hasPage?: boolean; isCut?: boolean; isVerified?: boolean } } | undefined
  )?.mail
}
