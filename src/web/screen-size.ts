/** How much room there is: the breaks of the layout, watched. */
import { useSyncExternalStore } from 'react'

/** Under 720 px: one pane at a time, tabs at the foot. */
export function useIsPhone(): boolean {
  return useMedia('(max-width: 719.98px)')
}

/** From 1200 px the customer stands beside the moment. */
export function useIsWide(): boolean {
  return useMedia('(min-width: 1200px)')
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
  )
}
