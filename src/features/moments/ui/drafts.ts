/** Drafts on this device, by moment: kept in IndexedDB for thirty days, at hand in memory so that J shows one at once. */
import { currentTime } from '#web/clock.ts'
import { allKept, forget, keep } from '#web/keep.ts'
import { signal } from '#web/signal.ts'
import type { Draft } from './draft.ts'

type KeptDraft = Draft & { id: string; note: string; savedAt: number }
export type Writing = Draft & { note: string }

const THIRTY_DAYS = 30 * 86_400_000

/** Whether what earlier visits kept is at hand; a reply shown sooner would start anew. */
export const draftsRead = signal(false)

const drafts = new Map<string, KeptDraft>()

/** Reads what is kept and lets go of what is older than thirty days. Without IndexedDB drafts last as long as the page. */
export async function loadDrafts(): Promise<void> {
  const found = await allKept<KeptDraft>('drafts').catch(() => [])
  for (const draft of found) {
    if (draft.savedAt < currentTime() - THIRTY_DAYS) void forget('drafts', draft.id)
    else if (!drafts.has(draft.id)) drafts.set(draft.id, draft)
  }
  draftsRead.set(true)
}

export function draftOf(momentId: string): Writing | undefined {
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
