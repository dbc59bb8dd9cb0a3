/** How one person likes Spoonful: light or dark, rows, keys, time to undo. Saved by itself. */
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Segments } from '../components/Segments.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Toggle } from '../components/Toggle.tsx'
import { usePreferences, useSession } from '../session.ts'

export function SettingsSheet({ onClose }: { onClose: () => void }) {
  const [preferences, prefer] = usePreferences()
  const { member } = useSession()
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
        <div>
          <Link href="/settings/hours" className="Link" onClick={onClose}>
            Opening hours, standing promises, contact form
          </Link>
        </div>
      </div>
    </Sheet>
  )
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="row between wrap">
      <span className="strong">{name}</span>
      {children}
    </div>
  )
}
