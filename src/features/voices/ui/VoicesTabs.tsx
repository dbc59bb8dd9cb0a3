/** The head of every screen of voices: what customers say, one tab a subject. */
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import './voices-frame.css'

/** In order. */
const TABS = [
  { path: '/voices/surveys', name: 'Surveys' },
  { path: '/voices/complaints', name: 'Complaints' },
]

export function VoicesTabs({ children }: { children?: ReactNode }) {
  const [place] = useLocation()
  return (
    <header className="Voices-head">
      <h1 className="title">Voices</h1>
      <nav aria-label="Voices" className="row" data-gap="4">
        {TABS.map(({ path, name }) => (
          <Link
            key={path}
            href={path}
            className="VoicesTab"
            aria-current={place.startsWith(path) ? 'page' : undefined}
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
