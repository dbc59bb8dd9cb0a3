/** How one person likes Spoonful: light or dark, rows, keys, time to undo. Saved by itself. */
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { change, read } from '../api.ts'
import { Segments } from '../components/Segments.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Toggle } from '../components/Toggle.tsx'
import { failureWords } from '../failure.ts'
import { deliver } from '../outbox.ts'
import { usePreferences, useSession, useSignOut } from '../session.ts'
import { SETTINGS_PLACES } from './settings-places.ts'

export function SettingsSheet({ onClose }: { onClose: () => void }) {
  const [preferences, prefer] = usePreferences()
  const { member, permissions } = useSession()
  const signOut = useSignOut()
  const places = SETTINGS_PLACES.filter(({ needs }) => needs === undefined || permissions.includes(needs))
  return (
    <Sheet title={member.name} onClose={onClose}>
      <div className="Sheet-body stack" data-gap="12">
        <Line name="Colours">
          <Segments
            label="Colours"
            value={preferences.scheme}
            onChange={(scheme) => prefer({ scheme })}
            choices={[
              { value: 'auto', label: 'As the system' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
          />
        </Line>
        <Line name="Rows">
          <Segments
            label="Rows"
            value={preferences.density}
            onChange={(density) => prefer({ density })}
            choices={[
              { value: 'compact', label: 'Compact' },
              { value: 'comfortable', label: 'Comfortable' },
            ]}
          />
        </Line>
        <Line name="Time to undo">
          <Segments
            label="Time to undo"
            value={String(preferences.undoSeconds)}
            onChange={(seconds) => prefer({ undoSeconds: seconds === '30' ? 30 : seconds === '0' ? 0 : 10 })}
            choices={[
              { value: '10', label: '10 s' },
              { value: '30', label: '30 s' },
              { value: '0', label: 'No limit' },
            ]}
          />
        </Line>
        <Toggle
          label="Single keys (J, K, E and so on)"
          isOn={preferences.singleKeys}
          onChange={(singleKeys) => prefer({ singleKeys })}
        />
        <AwayLine />
        <ul className="stack" data-gap="6">
          {places.map(({ path, words }) => (
            <li key={path}>
              <Link href={path} className="Link" onClick={onClose}>
                {words}
              </Link>
            </li>
          ))}
        </ul>
        <div className="row">
          <Button size="sm" onClick={() => void signOut()}>
            Sign out
          </Button>
        </div>
      </div>
    </Sheet>
  )
}

/** Until when the one who looks is away: what is handed to her says so. */
function AwayLine() {
  const client = useQueryClient()
  const { member } = useSession()
  const { data } = useQuery({ queryKey: MEMBERS, queryFn: () => read.members() })
  const [problem, setProblem] = useState<string | null>(null)
  const until = data?.items.find(({ id }) => id === member.id)?.awayUntil ?? null
  async function set(day: string) {
    setProblem(null)
    try {
      // Away through that day: back at its end.
      await deliver(day === '' ? change.back() : change.away(new Date(`${day}T23:59:59`).toISOString()))
      await client.invalidateQueries({ queryKey: MEMBERS })
    } catch (failure) {
      setProblem(failureWords(failure))
    }
  }
  return (
    <>
      <Line name="Away through">
        <span className="row" data-gap="6">
          <input
            type="date"
            className="Input"
            aria-label="Away through"
            value={until === null ? '' : localDay(until)}
            onChange={(event) => void set(event.currentTarget.value)}
          />
          {until !== null && (
            <button type="button" className="Link" onClick={() => void set('')}>
              I am back
            </button>
          )}
        </span>
      </Line>
      {problem && (
        <p className="small bad" role="alert">
          {problem}
        </p>
      )}
    </>
  )
}

const MEMBERS = ['members'] as const

/** The calendar day of an instant where the browser is, as a date field takes it. */
function localDay(iso: string): string {
  const at = new Date(iso)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="row between wrap">
      <span className="strong">{name}</span>
      {children}
    </div>
  )
}
