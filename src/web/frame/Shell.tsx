/** The frame of every screen: places at the side, keys at the foot; on a phone tabs at the foot. */
import type { ReactNode } from 'react'
import { Link, useRoute } from 'wouter'
import type { SessionAnswer } from '#features/team/contract.ts'
import { bindings, capsOf } from '../keys.ts'
import { useIsPhone } from '../screen-size.ts'
import { useSignal } from '../signal.ts'
import { Avatar } from '../components/Avatar.tsx'
import { Icon } from '../components/Icon.tsx'
import { Kbd } from '../components/Kbd.tsx'
import { Logo } from '../components/Logo.tsx'
import { HeldNotice } from './HeldNotice.tsx'
import { SecondStepNotice } from './SecondStepNotice.tsx'

export type Destination = {
  path: string
  name: string
  icon: string
  keys: string
  count?: number
  /** What presses, in two or three words: "3 at risk". */
  hot?: string
}

export function Shell(props: {
  destinations: readonly Destination[]
  session: SessionAnswer
  onSettings: () => void
  onHelp: () => void
  /** On a phone: opens all that has no tab. */
  onMore: () => void
  /** Opens ⌘K; left out as long as there is none. */
  onFind?: () => void
  children: ReactNode
}) {
  const isPhone = useIsPhone()
  return (
    <div className="Shell">
      {isPhone ? null : <SideBar {...props} />}
      <main className="Shell-main">
        <HeldNotice />
        <SecondStepNotice />
        {props.children}
        {isPhone ? null : <KeyBar />}
      </main>
      {isPhone ? <Tabs {...props} /> : null}
    </div>
  )
}

type BarProps = Parameters<typeof Shell>[0]

function SideBar({ destinations, session, onSettings, onHelp, onFind }: BarProps) {
  return (
    <nav className="SideBar" aria-label="Main">
      <div className="Brand">
        <Logo />
        <div className="SideBar-words">
          <b>Spoonful</b>
          <span>{session.workspace.name}</span>
        </div>
      </div>
      {onFind && (
        <button type="button" className="FindButton" onClick={onFind}>
          <Icon name="search" size="s" />
          <span className="grow SideBar-words">Find or do</span>
          <Kbd className="SideBar-words">{capsOf('Mod+k').join(' ')}</Kbd>
        </button>
      )}
      {destinations.map((place) => (
        <Place key={place.path} place={place} className="Place" />
      ))}
      <div className="SideBar-foot">
        <button type="button" className="Place plain" onClick={onHelp}>
          <Icon name="help-circle" />
          <span className="SideBar-words">Help</span>
        </button>
        <button type="button" className="Place plain" onClick={onSettings}>
          <Icon name="settings" />
          <span className="SideBar-words">Settings</span>
        </button>
        <div className="SideBar-me">
          <Avatar name={session.member.name} initials={session.member.initials} />
          <span className="SideBar-member SideBar-words">
            <b>{session.member.name}</b>
            <span className="small third">{roleWord(session.member.role)}</span>
          </span>
        </div>
      </div>
    </nav>
  )
}

/** Places that have a tab of their own on a phone; with "Find" and "More" that is five. */
export const TABBED = 3

function Tabs({ destinations, onFind, onMore }: BarProps) {
  return (
    <nav className="Tabs" aria-label="Main">
      {destinations.slice(0, TABBED).map((place) => (
        <Place key={place.path} place={place} className="Tab" />
      ))}
      {onFind && (
        <button type="button" className="Tab plain" onClick={onFind}>
          <Icon name="search" size="l" />
          Find
        </button>
      )}
      <button type="button" className="Tab plain" onClick={onMore}>
        <Icon name="menu-2" size="l" />
        More
      </button>
    </nav>
  )
}

function Place({ place, className }: { place: Destination; className: string }) {
  const [isHere] = useRoute(`${place.path}/*?`)
  return (
    <Link
      href={place.path}
      className={className}
      data-active={isHere || undefined}
      aria-current={isHere ? 'page' : undefined}
    >
      <Icon name={place.icon} size={className === 'Tab' ? 'l' : 'm'} />
      <span className={className === 'Tab' ? undefined : 'SideBar-words'}>{place.name}</span>
      {place.count !== undefined && <span className="Place-count SideBar-words">{place.count}</span>}
      {place.hot !== undefined && <span className="Place-count Place-hot SideBar-words">{place.hot}</span>}
    </Link>
  )
}

/** The keys that are worth knowing here; those of the same word stand together. */
function KeyBar() {
  const all = useSignal(bindings).flatMap(({ keys, bar }) => (bar ? [{ keys, ...bar }] : []))
  const words = [...new Map(all.sort((a, b) => a.place - b.place).map(({ word, place }) => [word, place]))]
  return (
    <footer className="KeyBar">
      {words.map(([word, place]) => (
        <span key={word} className={place === LAST ? 'push' : undefined}>
          {all
            .filter((each) => each.word === word)
            .map((each) => (
              <Kbd key={each.keys}>{capsOf(each.keys).join(' ')}</Kbd>
            ))}
          {word}
        </span>
      ))}
    </footer>
  )
}

/** The place at the far end of the bar. */
const LAST = 99

function roleWord(role: string): string {
  return role.charAt(0).toUpperCase() + role.slice(1)
}
