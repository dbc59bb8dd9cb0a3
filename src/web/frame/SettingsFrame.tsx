/** The frame of every page of settings: the list of pages, what was just saved, and the way to take it back. */
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { Icon } from '../components/Icon.tsx'
import { Kbd } from '../components/Kbd.tsx'
import { useKeys } from '../keys.ts'
import { useSignal } from '../signal.ts'
import { tell, toasts, undoLatest } from '../toasts.ts'
import '../styles/settings.css'

/** The pages there are, in order. */
const PAGES = [
  { path: '/settings/autonomy', name: 'Autonomy' },
  { path: '/settings/plays', name: 'Plays' },
  { path: '/settings/words', name: 'My words' },
  { path: '/settings/hours', name: 'Promises and hours' },
]

export function SettingsFrame(props: {
  /** What stands beside the main column from 1200 px on, and below it on narrower screens. */
  aside?: ReactNode
  children: ReactNode
}) {
  const [place] = useLocation()
  const hasUndo = useSignal(toasts).some(({ undo }) => undo)
  useKeys([
    {
      keys: 'z',
      label: 'undo',
      group: 'Settings',
      bar: { word: 'undo', place: 7 },
      run: () => undoLatest() || tell('There is nothing to take back.'),
    },
  ])
  return (
    <div className="Settings">
      <header className="Settings-head">
        <h1 className="title">Settings</h1>
        {hasUndo ? (
          <span className="row push" data-gap="10">
            <span className="row small third" data-gap="4">
              <Icon name="check" size="s" />
              Saved a moment ago
            </span>
            <Button size="xs" onClick={() => void undoLatest()}>
              Undo <Kbd>Z</Kbd>
            </Button>
          </span>
        ) : (
          <span className="small third push">Every change is saved by itself.</span>
        )}
      </header>
      <div className="Settings-body" data-aside={props.aside ? true : undefined}>
        <nav className="Settings-pages" aria-label="Settings">
          {PAGES.map((page) => (
            <Link
              key={page.path}
              href={page.path}
              data-active={place === page.path || undefined}
              aria-current={place === page.path ? 'page' : undefined}
            >
              {page.name}
            </Link>
          ))}
        </nav>
        <div className="Settings-main">{props.children}</div>
        {props.aside && <aside className="Settings-aside">{props.aside}</aside>}
      </div>
    </div>
  )
}
