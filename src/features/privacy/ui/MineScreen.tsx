/** What is kept about the one who looks, for her to see first and to take along; customers' words are not part of it. */
import { counted } from '#kit/counted.ts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { MineAnswer } from '#features/privacy/contract.ts'
import { Answered } from '#web/Answered.tsx'
import { SettingsFrame } from '#web/frame/SettingsFrame.tsx'
import { read } from './api.ts'
import { PrivacyAside } from './PrivacyAside.tsx'
import './privacy.css'

export function MineScreen() {
  const { data, error, refetch } = useQuery({ queryKey: ['privacy', 'mine'], queryFn: read.mine })
  return (
    <SettingsFrame aside={<PrivacyAside />}>
      <section className="Paper SettingsCard" aria-labelledby="mine">
        <div className="SettingsCard-head">
          <h2 className="head grow" id="mine">
            What is kept about me
          </h2>
          {data && (
            <Button size="xs" onClick={() => save(data)}>
              Take a copy
            </Button>
          )}
        </div>
        <p className="second">
          Figures about the team are shown from five people on, and nobody is ranked. What customers wrote is
          not part of this.
        </p>
        <Answered answer={data} error={error} onRetry={refetch} failed="Your page could not be read.">
          {(data) => (
            <ul className="Privacy-held">
              {data.kinds.map(({ label, words, count }) => (
                <li key={label}>
                  <span className="grow">
                    <b className="strong">{label}</b>
                    <span className="small third Privacy-when">{words}</span>
                  </span>
                  <span className="Privacy-count">{counted(count)}</span>
                </li>
              ))}
            </ul>
          )}
        </Answered>
      </section>
    </SettingsFrame>
  )
}

function save(mine: MineAnswer): void {
  const address = URL.createObjectURL(new Blob([JSON.stringify(mine, null, 2)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = 'about-me.json'
  link.click()
  URL.revokeObjectURL(address)
}
