/** A value outside React that components can watch: the connection, the toasts, the keys. */
import { useSyncExternalStore } from 'react'

export type Signal<T> = {
  get: () => T
  set: (value: T) => void
  watch: (listener: () => void) => () => void
}

export function signal<T>(first: T): Signal<T> {
  let value = first
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of listeners) listener()
    },
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export function useSignal<T>(watched: Signal<T>): T {
  return useSyncExternalStore(watched.watch, watched.get)
}
