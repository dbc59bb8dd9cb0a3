/** The head of every screen of voices: what customers say, one tab a subject. */
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import './voices-frame.css'

/** In order. */
const TABS = [
  { path: '/voices', name: 'Themes' },
  { path: '/voices/surveys', name: 'Surveys' },
  { path: '/voices/complaints', name: 'Complaints' },
]

export function VoicesTabs({ children }: { children?: ReactNode }) {
  const [place] = useLocation()
  // A theme's own address begins with the first tab's, as all the others do: the longest that fits is meant.
  const current = TABS.findLast(({ path }) => place.startsWith(path))?.path
  return (
    <header className="Voices-head">
      <h1 className="title">Voices</h1>
      <nav aria-label="Voices" className="row" data-gap="4">
        {TABS.map(({ path, name }) => (
          <Link
            key={path}
            href={path}
            className="VoicesTab"
            aria-current={path === current ? 'page' : undefined}
          >
            {name}
          </Link>
        ))}
      </nav>
      <span className="row push" data-gap="8">
        {children}
      </span>
    </header>
  )
}
