/** Drafts on this device, by moment: kept in IndexedDB for thirty days, at hand in memory so that J shows one at once. */
import { currentTime } from '#web/clock.ts'
import { allKept, forget, keep } from '#web/keep.ts'
import type { Draft } from './draft.ts'

type KeptDraft = Draft & { id: string; note: string; savedAt: number }
export type Writing = Draft & { note: string }

const THIRTY_DAYS = 30 * 86_400_000
const SAVE_AFTER_MS = 400

const drafts = new Map<string, KeptDraft>()
const saving = new Map<string, ReturnType<typeof setTimeout>>()

/** Reads what is kept and lets go of what is older than thirty days. Without IndexedDB drafts last as long as the page. */
export async function loadDrafts(): Promise<void> {
  const found = await allKept<KeptDraft>('drafts').catch(() => [])
  for (const draft of found) {
    if (draft.savedAt < currentTime() - THIRTY_DAYS) void forget('drafts', draft.id)
    else if (!drafts.has(draft.id)) drafts.set(draft.id, draft)
  }
}

export function draftOf(momentId: string): Writing | undefined {
  return drafts.get(momentId)
}

/** Keeps what is being written; on disk a moment after the last key. */
export function keepDraft(momentId: string, writing: Writing): void {
  const draft = { ...writing, id: momentId, savedAt: currentTime() }
  drafts.set(momentId, draft)
  clearTimeout(saving.get(momentId))
  saving.set(
    momentId,
    setTimeout(() => void keep('drafts', draft).catch(() => undefined), SAVE_AFTER_MS),
  )
}

export function dropDraft(momentId: string): void {
  drafts.delete(momentId)
  clearTimeout(saving.get(momentId))
  void forget('drafts', momentId).catch(() => undefined)
}
