/** How much room there is: the breaks of the layout, watched. */
import { useSyncExternalStore } from 'react'

/** Under 720 px: one pane at a time, tabs at the foot. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(phone.watch, phone.holds)
}

/** From 1200 px the customer stands beside the moment. */
export function useIsWide(): boolean {
  return useSyncExternalStore(wide.watch, wide.holds)
}

const phone = watched('(max-width: 719.98px)')
const wide = watched('(min-width: 1200px)')

function watched(query: string) {
  const media = matchMedia(query)
  return {
    holds: () => media.matches,
    watch(listener: () => void) {
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
  }
}
