/** Screens and sheets that are fetched when they are first opened, or before, when the browser is idle. */
import { lazy } from 'react'
import type { ComponentType } from 'react'

/** `onDemand(() => import('./KeysSheet.tsx'), 'KeysSheet')`: a component of that module, by its name. */
export function onDemand<Props extends object, Name extends string>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
) {
  return lazy(async () => ({ default: (await load())[name] }))
}
