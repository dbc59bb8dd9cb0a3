/** Drafts on this device, by moment: kept in IndexedDB for thirty days, at hand in memory so that J shows one at once. */
import type { AddAct } from '#features/plays/contract.ts'
import { currentTime } from '#web/clock.ts'
import { allKept, forget, keep } from '#web/keep.ts'
import { signal } from '#web/signal.ts'

/** A reply half written, with what was added to it. Offsets are UTF-16 places in `text`. */
export type Writing = {
  text: string
  added: readonly { actId: string; start: number; end: number }[]
  note: string
  acts: readonly AddAct[]
  /** The macro it began with, and the text that macro gave. */
  macro: { id: string | null; name: string; text: string } | null
  /** The place for the agent's own words, as far as it is written by now. */
  personal: { start: number; end: number; isRequired: boolean } | null
  /** When its first key was pressed, ms since 1970; null before that. */
  begunAt: number | null
}
export type KeptDraft = Writing & { id: string; savedAt: number }

const THIRTY_DAYS = 30 * 86_400_000

/** Whether what earlier visits kept is at hand; a reply shown sooner would start anew. */
export const draftsRead = signal(false)

const drafts = new Map<string, KeptDraft>()

/** Reads what is kept and lets go of what is older than thirty days. Without IndexedDB drafts last as long as the page. */
export async function loadDrafts(): Promise<void> {
  const found = await allKept<KeptDraft>('drafts').catch(() => [])
  for (const draft of found) {
    if (draft.savedAt < currentTime() - THIRTY_DAYS) void forget('drafts', draft.id)
    else if (!drafts.has(draft.id)) drafts.set(draft.id, { ...EMPTY, ...draft })
  }
  draftsRead.set(true)
}

/** What a draft of an earlier version may lack. */
const EMPTY = { acts: [], macro: null, personal: null, begunAt: null }

export function draftOf(momentId: string): KeptDraft | undefined {
  return drafts.get(momentId)
}

/** Keeps what is being written, at every key: a browser that closes a page waits for nothing. */
export function keepDraft(momentId: string, writing: Writing): void {
  const draft = { ...writing, id: momentId, savedAt: currentTime() }
  drafts.set(momentId, draft)
  void keep('drafts', draft).catch(() => undefined)
}

export function dropDraft(momentId: string): void {
  drafts.delete(momentId)
  void forget('drafts', momentId).catch(() => undefined)
}
