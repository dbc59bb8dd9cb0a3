/** What was just done, with time to change one's mind; and what went wrong behind the back of the screen. */
import { signal } from './signal.ts'

export type Toast = {
  id: number
  text: string
  tone: 'good' | 'bad'
  /** Takes it back; Z does the same for the latest. */
  undo?: () => void
  /** When it goes, ms since 1970 of this device; null: it stays until closed. */
  until: number | null
}

export const toasts = signal<readonly Toast[]>([])
/** For screen readers, said once and politely. */
export const said = signal('')

let last = 0
let undoSeconds = 10

/** 10, 30, or 0 for no limit. */
export function setUndoSeconds(seconds: number): void {
  undoSeconds = seconds
}

/** Shows what was done. With `undo` it stays as long as the agent set in her settings, or as long as it can be undone. */
export function tell(text: string, undo?: () => void, seconds = undo ? undoSeconds : 5): void {
  show({ text, tone: 'good', ...(undo ? { undo } : {}) }, seconds)
}

/** For how long the server holds what an agent sends: what she set, as far as there is an end to it. */
export function holdSeconds(): 10 | 30 {
  return undoSeconds === 10 ? 10 : 30
}

/** Shows what failed; it stays until it is closed. */
export function tellFailure(text: string): void {
  show({ text, tone: 'bad' }, 0)
}

/** Says something to screen readers only. */
export function say(text: string): void {
  said.set(text)
}

export function closeToast(id: number): void {
  toasts.set(toasts.get().filter((toast) => toast.id !== id))
}

/** Takes back the latest that can be taken back; false when there is none. */
export function undoLatest(): boolean {
  const toast = toasts.get().findLast((each) => each.undo)
  if (!toast) return false
  closeToast(toast.id)
  toast.undo?.()
  return true
}

function show(toast: Omit<Toast, 'id' | 'until'>, seconds: number): void {
  last += 1
  const id = last
  const until = seconds > 0 ? Date.now() + seconds * 1000 : null
  toasts.set([
    ...toasts
      .get()
      .filter((each) => each.tone === 'bad')
      .slice(-1),
    { ...toast, id, until },
  ])
  say(toast.text)
  if (until !== null) setTimeout(() => closeToast(id), seconds * 1000)
}
