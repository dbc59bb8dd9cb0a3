/** Announcements from the server as they happen; where the stream breaks, the polling of the queries goes on alone. */
import { useEffect, useRef } from 'react'
import { LIVE_ADDRESS } from './api.ts'
import { flush, markOnline } from './outbox.ts'
import { signal } from './signal.ts'

export const ANNOUNCEMENTS = [
  'moment.noticed',
  'moment.settled',
  'moment.changed',
  'promise.changed',
  'reply.changed',
  'presence.changed',
  'ask.changed',
  'task.changed',
  'autonomy.changed',
  'complaint.changed',
  'theme.counted',
  'fix.changed',
  'workbook.changed',
  'friction.changed',
  'outgoing.changed',
  'import.progressed',
  'timeline.recorded',
  // Too much was missed while the stream was broken: read again what is on screen.
  'resync',
] as const
export type Announcement = (typeof ANNOUNCEMENTS)[number]

/** Whether the stream is open. */
export const isLive = signal(false)

type Listener = (
  name: Announcement,
  data: { id?: string; ids?: string[]; momentId?: string; count?: number },
) => void
const listeners = new Set<Listener>()

/** Opens the stream; the browser reconnects by itself with the Last-Event-ID. */
export function startLive(): () => void {
  const stream = new EventSource(LIVE_ADDRESS)
  stream.onopen = () => {
    isLive.set(true)
    markOnline()
    void flush()
  }
  stream.onerror = () => isLive.set(false)
  for (const name of ANNOUNCEMENTS) {
    stream.addEventListener(name, (event: MessageEvent<string>) => announce(name, event.data))
  }
  return () => stream.close()
}

/** Hears every announcement while the component is there. */
export function useAnnouncements(listener: Listener): void {
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => {
    const heard: Listener = (name, data) => latest.current(name, data)
    listeners.add(heard)
    return () => {
      listeners.delete(heard)
    }
  }, [])
}

function announce(name: Announcement, text: string): void {
  let data: Parameters<Listener>[1] = {}
  try {
    data = JSON.parse(text) as typeof data
  } catch {
    // An announcement without data still says that something changed.
  }
  for (const listener of listeners) listener(name, data)
}
