/** Every key of the screen that is open, and the switch that turns single keys off. */
import { useState } from 'react'
import { Kbd } from '../components/Kbd.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Toggle } from '../components/Toggle.tsx'
import { bindings, capsOf } from '../keys.ts'
import type { KeyBinding } from '../keys.ts'
import { usePreferences } from '../session.ts'
import './sheets.css'

export function KeysSheet({ onClose }: { onClose: () => void }) {
  const [preferences, prefer] = usePreferences()
  const [shown] = useState(() => bindings.get().filter((binding) => !binding.hidden))
  const groups = [...new Set([...ORDER, ...shown.map(groupOf)])].filter((group) =>
    shown.some((each) => groupOf(each) === group),
  )
  return (
    <Sheet title="Keys" onClose={onClose}>
      <div className="Sheet-body stack" data-gap="12">
        <Toggle
          label="Single keys"
          isOn={preferences.singleKeys}
          onChange={(singleKeys) => prefer({ singleKeys })}
        />
        {groups.map((group) => (
          <section key={group}>
            <h3 className="KeysSheet-group">{group}</h3>
            <dl className="KeysSheet-list">
              {shown
                .filter((binding) => groupOf(binding) === group)
                .map((binding) => (
                  <div key={binding.keys + binding.label}>
                    <dt>
                      {capsOf(binding.keys).map((cap) => (
                        <Kbd key={cap}>{cap}</Kbd>
                      ))}
                    </dt>
                    <dd>{binding.label}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Sheet>
  )
}

const ORDER = ['The list', 'The moment', 'Small acts', 'The reply', 'Here', 'Go to', 'Everywhere']

function groupOf(binding: KeyBinding): string {
  return binding.group ?? 'Here'
}
