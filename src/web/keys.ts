/** The keyboard: which key does what on the screen that is open. Single keys never fire while typing or in a dialog. */
import { useEffect, useRef } from 'react'
import { signal } from './signal.ts'

export type KeyBinding = {
  /** "j", "?", "Mod+Enter" (⌘ or Ctrl), or two in a row: "g m". */
  keys: string
  /** What it does, for the sheet of keys: "next moment". */
  label: string
  run: () => void
  /** Under what head it stands in the sheet. */
  group?: string
  /** Shown in the bar at the foot of the screen, in order of `place`; keys of the same word stand together. */
  bar?: { word: string; place: number }
  /** Not in the sheet and not offered by ⌘K. */
  hidden?: boolean
}

/** Everything that can be pressed now, in the order it was declared. */
export const bindings = signal<readonly KeyBinding[]>([])

const sets = new Map<symbol, readonly KeyBinding[]>()
let singleKeysOn = true
let begun: { key: string; at: number } | undefined

/** Keys without ⌘ or Ctrl can be switched off (WCAG 2.1.4); Mod keys stay. */
export function switchSingleKeys(on: boolean): void {
  singleKeysOn = on
}

/** Declares the keys of a component while it is there; `run` always sees the latest render. */
export function useKeys(declared: readonly KeyBinding[]): void {
  const latest = useRef(declared)
  useEffect(() => {
    latest.current = declared
  })
  const shape = declared.map((binding) => `${binding.keys}=${binding.label}`).join('|')
  useEffect(() => {
    const name = Symbol(shape)
    const stable = latest.current.map((binding, i) => ({ ...binding, run: () => latest.current[i]?.run() }))
    sets.set(name, stable)
    publish()
    return () => {
      sets.delete(name)
      publish()
    }
  }, [shape])
}

/** Starts to listen; call it once. */
export function startKeys(): () => void {
  addEventListener('keydown', onKeyDown)
  return () => removeEventListener('keydown', onKeyDown)
}

/** "Mod+Enter" → ["⌘", "↵"], "g m" → ["G", "M"]: what to print on the caps. */
export function capsOf(keys: string): string[] {
  return keys.split(/[ +]/).map((key) => CAPS[key] ?? key.toUpperCase())
}

const onApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '')
const CAPS: Readonly<Record<string, string>> = {
  Mod: onApple ? '⌘' : 'Ctrl',
  Enter: '↵',
  Escape: 'Esc',
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey) return
  const mod = event.metaKey || event.ctrlKey
  if (!mod && (!singleKeysOn || isTyping(event.target))) return
  if (document.querySelector('dialog[open]')) return
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const sequence = begun && event.timeStamp - begun.at < 1_200 ? `${begun.key} ${key}` : undefined
  begun = undefined
  const binding = mod ? find(`Mod+${key}`) : ((sequence && find(sequence)) ?? find(key))
  if (binding) {
    event.preventDefault()
    binding.run()
  } else if (!mod && bindings.get().some((each) => each.keys.startsWith(`${key} `))) {
    begun = { key, at: event.timeStamp }
  }
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  // A tick or a switch takes no letters: Z takes back what it did.
  return (
    target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select')
  )
}

/** The latest declared wins: a dialog or pane stands above its screen. */
function find(keys: string): KeyBinding | undefined {
  return [...sets.values()].flat().findLast((binding) => binding.keys === keys)
}

let isDue = false

/** Once for all that changes in one turn: a screen that comes and goes declares several sets. */
function publish(): void {
  if (isDue) return
  isDue = true
  queueMicrotask(() => {
    isDue = false
    bindings.set([...sets.values()].flat())
  })
}
