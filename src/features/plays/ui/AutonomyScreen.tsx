/** Screen 08: what agents may give without asking, who decides the rest, what was given and to whom. */
import { useState } from 'react'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { failureWords } from '#web/failure.ts'
import { SettingsFrame } from '#web/frame/SettingsFrame.tsx'
import { currentTime } from '#web/clock.ts'
import { useSession } from '#web/session.ts'
import { dayOf } from '#web/times.ts'
import { BoughtLater } from './BoughtLater.tsx'
import { Fairness } from './Fairness.tsx'
import { KeepSafe } from './KeepSafe.tsx'
import { Ledger } from './Ledger.tsx'
import { MonthUse } from './MonthUse.tsx'
import { PolicySentence } from './PolicySentence.tsx'
import { useAutonomy } from './useAutonomy.ts'
import { WhoDecides } from './WhoDecides.tsx'
import './autonomy.css'

export function AutonomyScreen() {
  const mayRule = useSession().permissions.includes('autonomy.write')
  const [month, setMonth] = useState(() => dayOf(currentTime()).slice(0, 7))
  const { data, error, refetch, problem, save } = useAutonomy()
  const given = { policy: data, mayRule, save: (...change: Parameters<typeof save>) => void save(...change) }
  if (error)
    return (
      <SettingsFrame>
        <FailedFace
          title="The limits could not be read."
          detail={failureWords(error)}
          onRetry={() => void refetch()}
        />
      </SettingsFrame>
    )
  if (!data)
    return (
      <SettingsFrame>
        <LoadingLines />
      </SettingsFrame>
    )
  return (
    <SettingsFrame
      aside={
        <>
          <KeepSafe {...given} policy={data} />
          <div className="Notice">
            <Icon name="info-circle" />
            <span>
              Below these limits no approval exists anywhere. Beyond them a colleague says yes, never the one
              who asks, and a yes serves once.
            </span>
          </div>
        </>
      }
    >
      {problem && (
        <div className="Notice" data-tone="bad" role="alert">
          <Icon name="alert-circle" />
          <span>{problem} The limits are as they were.</span>
        </div>
      )}
      <PolicySentence {...given} policy={data} />
      <WhoDecides {...given} policy={data} />
      <MonthUse month={month} onMonth={setMonth} />
      <Ledger month={month} />
      <Fairness />
      <BoughtLater />
    </SettingsFrame>
  )
}
