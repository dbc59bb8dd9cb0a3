/** The frame of every page of settings: the list of pages, what was just saved, and the way to take it back. */
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { Icon } from '../components/Icon.tsx'
import { Kbd } from '../components/Kbd.tsx'
import { useKeys } from '../keys.ts'
import { useSession } from '../session.ts'
import { useSignal } from '../signal.ts'
import { tell, toasts, undoLatest } from '../toasts.ts'
import '../styles/settings.css'

/** The pages there are, in order; what a role may not see is not listed. */
const PAGES: readonly { path: string; name: string; needs?: string }[] = [
  { path: '/settings/me', name: 'My profile' },
  { path: '/settings/words', name: 'My words', needs: 'plays.write' },
  { path: '/settings/autonomy', name: 'Autonomy' },
  { path: '/settings/plays', name: 'Plays' },
  { path: '/settings/hours', name: 'Promises and hours' },
  { path: '/settings/people', name: 'People', needs: 'people.read' },
  { path: '/settings/roles', name: 'Roles', needs: 'people.read' },
  { path: '/settings/connections', name: 'Connections', needs: 'channels.read' },
  { path: '/settings/outgoing', name: 'What goes out' },
  { path: '/settings/keys', name: 'Keys', needs: 'keys.read' },
  { path: '/settings/privacy', name: 'Privacy' },
]

/** Pages that belong to another's entry in the list. */
const UNDER: Readonly<Record<string, string>> = {
  '/settings/stored': '/settings/privacy',
  '/settings/audit': '/settings/privacy',
  '/settings/mine': '/settings/privacy',
}

const isOn = (place: string, path: string) => (UNDER[place] ?? place) === path || place.startsWith(`${path}/`)

export function SettingsFrame(props: {
  /** What stands beside the main column from 1200 px on, and below it on narrower screens. */
  aside?: ReactNode
  children: ReactNode
}) {
  const [place] = useLocation()
  const { permissions } = useSession()
  const pages = PAGES.filter(({ needs }) => needs === undefined || permissions.includes(needs))
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
          {pages.map((page) => (
            <Link
              key={page.path}
              href={page.path}
              data-active={isOn(place, page.path) || undefined}
              aria-current={isOn(place, page.path) ? 'page' : undefined}
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
