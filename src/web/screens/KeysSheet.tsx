/** Every key of the screen that is open, and the switch that turns single keys off. */
import { Kbd, Switch } from '@mantine/core'
import { useState } from 'react'
import { Sheet } from '../components/Sheet.tsx'
import { bindings, capsOf } from '../keys.ts'
import { usePreferences } from '../session.ts'
import '@mantine/core/styles/Switch.layer.css'
import './sheets.css'

export function KeysSheet({ onClose }: { onClose: () => void }) {
  const [preferences, prefer] = usePreferences()
  const [shown] = useState(() => bindings.get().filter((binding) => !binding.hidden))
  const groups = [...new Set(shown.map((binding) => binding.group ?? 'Here'))]
  return (
    <Sheet title="Keys" onClose={onClose}>
      <div className="Sheet-body stack" data-gap="12">
        <Switch
          label="Single keys"
          checked={preferences.singleKeys}
          onChange={(event) => prefer({ singleKeys: event.currentTarget.checked })}
        />
        {groups.map((group) => (
          <section key={group}>
            <h3 className="KeysSheet-group">{group}</h3>
            <dl className="KeysSheet-list">
              {shown
                .filter((binding) => (binding.group ?? 'Here') === group)
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
