/** Find or do: one field for every place, act, customer and moment; fetched on first use, driven by the keyboard alone. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { read } from '../api.ts'
import { Icon } from '../components/Icon.tsx'
import { Kbd } from '../components/Kbd.tsx'
import type { Destination } from '../frame/Shell.tsx'
import { bindings, capsOf } from '../keys.ts'
import type { KeyBinding } from '../keys.ts'
import { SETTINGS_PLACES } from '../screens/settings-places.ts'
import { usePreferences, useSession } from '../session.ts'
import { matching } from './commands.ts'
import type { Command } from './commands.ts'
import { dropEarly, earlyText } from './PaletteEarly.tsx'
import './palette.css'

export type PaletteProps = {
  places: readonly Destination[]
  onGo: (path: string) => void
  onSettings: () => void
  onClose: () => void
}

const SEARCH_AFTER_MS = 120
const SEARCH_FROM = 2

export function Palette(props: PaletteProps) {
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const dialog = useRef<HTMLDialogElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const doable = useDoable(props)
  const { found, isSearching, hasFailed } = useFound(typed.trim(), props.onGo)
  const shown = [...matching(doable, typed), ...found]
  const chosen = Math.min(at, shown.length - 1)

  useLayoutEffect(() => {
    // Not as the first state: React may draw this well before it shows it.
    setTyped(earlyText())
    dropEarly()
    const shownDialog = dialog.current
    shownDialog?.showModal()
    return () => shownDialog?.close()
  }, [])
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen, typed])

  function run(command: Command | undefined) {
    if (!command) return
    props.onClose()
    // After the dialog has given the focus back, since what is done may move it.
    setTimeout(command.run, 0)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const isAgain = (event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k'
    const next = {
      ArrowDown: (chosen + 1) % Math.max(1, shown.length),
      ArrowUp: (chosen - 1 + shown.length) % Math.max(1, shown.length),
      PageDown: Math.min(shown.length - 1, chosen + 8),
      PageUp: Math.max(0, chosen - 8),
    }[event.key]
    if (isAgain) props.onClose()
    else if (event.key === 'Enter') run(shown[chosen])
    else if (next !== undefined) setAt(next)
    else return
    event.preventDefault()
  }
  const chosenId = shown[chosen] ? `palette-${chosen}` : undefined
  return (
    <dialog
      ref={dialog}
      className="Palette"
      aria-label="Find or do"
      onKeyDown={onKeyDown}
      onClick={(event) => event.target === dialog.current && props.onClose()}
      onCancel={(event) => {
        event.preventDefault()
        props.onClose()
      }}
    >
      <div className="Palette-inside">
        <div className="Palette-field">
          <Icon name="search" />
          <input
            autoFocus
            role="combobox"
            aria-expanded="true"
            aria-controls="palette-list"
            aria-autocomplete="list"
            aria-activedescendant={chosenId}
            aria-label="Find or do"
            placeholder="A customer, a moment, something to do"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              setAt(0)
            }}
          />
          <button type="button" className="plain" aria-label="Close" tabIndex={-1} onClick={props.onClose}>
            <Kbd>esc</Kbd>
          </button>
        </div>
        <div ref={list} id="palette-list" className="Palette-list" role="listbox" aria-label="Found">
          {shown.map((command, i) => (
            <Item
              key={command.id}
              id={`palette-${i}`}
              command={command}
              isChosen={i === chosen}
              onPoint={() => setAt(i)}
              onRun={() => run(command)}
            />
          ))}
        </div>
        {shown.length === 0 && (
          <p className="Palette-none second">
            {isSearching
              ? 'Looking'
              : `Nothing has “${typed.trim()}” in it. Try a name, an e-mail address, or a word somebody wrote.`}
          </p>
        )}
        {hasFailed && (
          <p className="Palette-none small bad" role="alert">
            Customers and moments could not be searched; what can be done is still here.
          </p>
        )}
        <div className="visually-hidden" role="status">
          {typed.trim() !== '' && !isSearching ? `${shown.length} found` : ''}
        </div>
      </div>
    </dialog>
  )
}

function Item(props: {
  id: string
  command: Command
  isChosen: boolean
  onPoint: () => void
  onRun: () => void
}) {
  const { icon, label, detail, words, keys } = props.command
  return (
    <div
      id={props.id}
      className="Palette-item"
      role="option"
      aria-selected={props.isChosen}
      onPointerMove={() => props.isChosen || props.onPoint()}
      onClick={props.onRun}
    >
      <Icon name={icon} />
      <span className="grow truncate">
        {label}
        {detail && <span className="third">, {detail}</span>}
        {words && <span className="voice second Palette-words">“{words}”</span>}
      </span>
      {keys && (
        <span className="row fixed" data-gap="6">
          {capsOf(keys).map((cap) => (
            <Kbd key={cap}>{cap}</Kbd>
          ))}
        </span>
      )}
    </div>
  )
}

/** What can be done here: the keys of the open screen first, then the places, then the colours and the pages of settings. */
function useDoable({ places, onGo, onSettings }: PaletteProps): readonly Command[] {
  const [preferences, prefer] = usePreferences()
  const { permissions } = useSession()
  // As they were when the palette opened: a dialog holds the keys back, and the list must not move.
  const [pressable] = useState(() => bindings.get().filter((binding) => !binding.hidden))
  const byKeys = [...new Map(pressable.map((binding) => [binding.keys, binding])).values()]
  const acts = byKeys
    .filter(({ keys, group }) => keys !== 'Mod+k' && group !== 'Go to')
    .sort((a, b) => rankOf(a) - rankOf(b))
    .map((binding) => ({
      id: `key ${binding.keys}`,
      icon: iconOf(binding.keys),
      label: capital(binding.label),
      keys: binding.keys,
      run: binding.run,
    }))
  const schemes = (
    [
      ['light', 'sun', 'Light colours'],
      ['dark', 'moon', 'Dark colours'],
      ['auto', 'device-desktop', 'Colours as the system'],
    ] as const
  )
    .filter(([scheme]) => scheme !== preferences.scheme)
    .map(([scheme, icon, label]) => ({ id: `scheme ${scheme}`, icon, label, run: () => prefer({ scheme }) }))
  return [
    ...acts,
    ...places.map(({ path, name, icon, keys }) => ({
      id: `go ${path}`,
      icon,
      label: `Go to ${name}`,
      keys,
      run: () => onGo(path),
    })),
    ...schemes,
    { id: 'settings', icon: 'settings', label: 'Your settings', run: onSettings },
    ...SETTINGS_PLACES.filter(({ needs }) => needs === undefined || permissions.includes(needs)).map(
      ({ path, words }) => ({ id: `go ${path}`, icon: 'settings', label: words, run: () => onGo(path) }),
    ),
  ]
}

/** Customers and moments that the server finds, and the two lists to look through. */
function useFound(typed: string, onGo: (path: string) => void) {
  const q = useLater(typed, SEARCH_AFTER_MS)
  const isOn = q.length >= SEARCH_FROM
  const { data, isFetching, isError } = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => read.search(q, signal),
    enabled: isOn,
    placeholderData: keepPreviousData,
    retry: false,
  })
  const answer = isOn && typed.length >= SEARCH_FROM ? data : undefined
  const query = encodeURIComponent(typed)
  const found: Command[] = [
    ...(answer?.customers ?? []).map(({ id, name, detail }) => ({
      id: `customer ${id}`,
      icon: 'user',
      label: name,
      detail,
      run: () => onGo(`/customers/${id}`),
    })),
    ...(answer?.moments ?? []).map(({ id, name, label, words }) => ({
      id: `moment ${id}`,
      icon: 'message',
      label: `${name}: ${label}`,
      words,
      run: () => onGo(`/moments/${id}`),
    })),
  ]
  if (answer && answer.customers.length > 0)
    found.push({
      id: 'all customers',
      icon: 'users',
      label: `All customers with “${typed}”`,
      run: () => onGo(`/customers?q=${query}`),
    })
  return { found, isSearching: isFetching || q !== typed, hasFailed: isOn && isError }
}

/** The value once it has stood still for a while. */
function useLater(value: string, ms: number): string {
  const [later, setLater] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return later
}

const ICONS: Readonly<Record<string, string>> = {
  j: 'chevron-down',
  k: 'arrow-up',
  n: 'sparkles',
  '/': 'search',
  '?': 'help-circle',
  r: 'pencil',
  e: 'check',
  h: 'clock-pause',
  x: 'eye-x',
  z: 'arrow-back-up',
  i: 'user',
  a: 'user-check',
  p: 'calendar-check',
  t: 'heart',
  'Mod+Enter': 'mail',
}

function iconOf(keys: string): string {
  return ICONS[keys] ?? 'sparkles'
}

/** The small acts first, then what else can be done with the moment, the list's keys, what is everywhere. */
function rankOf({ keys, group }: KeyBinding): number {
  if (/^[1-9]$/.test(keys)) return -1
  if (keys === 'z' || keys === 'i') return 1
  return group === 'Everywhere' ? 2 : group === 'The list' ? 1 : 0
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
