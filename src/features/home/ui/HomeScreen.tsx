/** Screen 11: the team's home for who leads, one's own for who answers. Cards of other features come in as slots. */
import { leads } from '#kit/roles.ts'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTime } from '#web/clock.ts'
import { Segments } from '#web/components/Segments.tsx'
import { OfflineNotice } from '#web/frame/OfflineNotice.tsx'
import { useKeys } from '#web/keys.ts'
import { useSession } from '#web/session.ts'
import { tell, undoLatest } from '#web/toasts.ts'
import { usePromises } from './api.ts'
import { FridayCard } from './FridayCard.tsx'
import { FridayOutcomes, FridayToTell } from './FridayOutcomes.tsx'
import { FridayWords, HindrancesCard } from './HindrancesCard.tsx'
import { KeptCard } from './KeptCard.tsx'
import { OwnNotesCard } from './OwnNotesCard.tsx'
import { PromisesCard } from './PromisesCard.tsx'
import { dateWords, greetingAt, wantedWords } from './say.ts'
import { TeamCard } from './TeamCard.tsx'
import { ThanksCard } from './ThanksCard.tsx'
import { VoicesCard } from './VoicesCard.tsx'
import './home.css'

export type HomeSlots = {
  fix: ReactNode
  friction: ReactNode
  earlierFixes: ReactNode
  overlooked: ReactNode
  /** Opens the log of what got in the way. */
  onLog: () => void
}

export function HomeScreen(slots: HomeSlots) {
  const { member } = useSession()
  const isLead = leads(member.role)
  const [side, setSide] = useState<'team' | 'mine'>(isLead ? 'team' : 'mine')
  useKeys([
    {
      keys: 'z',
      label: 'undo',
      group: 'The home',
      bar: { word: 'undo', place: 7 },
      run: () => undoLatest() || tell('There is nothing to take back.'),
    },
  ])
  return (
    <div className="Home">
      <Head side={side} onSide={isLead ? setSide : undefined} />
      <OfflineNotice />
      <FridayCard />
      {side === 'team' ? <TeamHome {...slots} /> : <OwnHome {...slots} />}
    </div>
  )
}

function Head({
  side,
  onSide,
}: {
  side: 'team' | 'mine'
  onSide: ((side: 'team' | 'mine') => void) | undefined
}) {
  const now = useTime(60_000)
  const { member, workspace } = useSession()
  const counts = usePromises(side).data?.counts
  const [firstName] = member.name.split(' ')
  return (
    <header className="Home-head">
      <h1 className="display">
        {greetingAt(now, workspace.zone)}, {firstName}
      </h1>
      <p className="second grow">
        {dateWords(now, workspace.zone)}. {wantedWords(counts)}
      </p>
      {onSide && (
        <Segments
          label="Whose home"
          value={side}
          choices={[
            { value: 'team', label: 'The team' },
            { value: 'mine', label: 'Mine' },
          ]}
          onChange={onSide}
        />
      )}
    </header>
  )
}

function TeamHome({ fix, friction, earlierFixes, overlooked }: HomeSlots) {
  return (
    <>
      {fix}
      <div className="Home-columns">
        <div className="Home-column">
          {friction}
          <TeamCard hindrances={<FridayWords />} />
          <HindrancesCard />
          <FridayToTell />
          {earlierFixes}
        </div>
        <aside className="Home-column" aria-label="Promises, thanks and voices">
          <PromisesCard of="team" />
          <ThanksCard of="team" />
          <VoicesCard />
          {overlooked}
        </aside>
      </div>
    </>
  )
}

function OwnHome({ fix, onLog }: HomeSlots) {
  const mayRead = useSession().permissions.includes('ideas.write')
  return (
    <div className="Home-columns">
      <div className="Home-column">
        <PromisesCard of="mine" />
        <KeptCard />
        <OwnNotesCard onLog={onLog} />
        {mayRead && <FridayOutcomes />}
      </div>
      <aside className="Home-column" aria-label="Thanks and this week’s fix">
        <ThanksCard of="mine" />
        {fix}
      </aside>
    </div>
  )
}
