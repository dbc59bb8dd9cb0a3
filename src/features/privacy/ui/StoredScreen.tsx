/** What is stored, and for how long: kind by kind, with how much there is and since when; the law that requests are answered under. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChangeStored, StoredAnswer, StoredKind } from '#features/privacy/contract.ts'
import { Answered } from '#web/Answered.tsx'
import { Segments } from '#web/components/Segments.tsx'
import { failureWords } from '#web/failure.ts'
import { SettingsFrame } from '#web/frame/SettingsFrame.tsx'
import { deliver } from '#web/outbox.ts'
import { useSession } from '#web/session.ts'
import { tell } from '#web/toasts.ts'
import { monthAndYear } from '#web/times.ts'
import { change, read } from './api.ts'
import { PrivacyAside } from './PrivacyAside.tsx'
import { daysWords } from './words.ts'
import './privacy.css'

const KEY = ['privacy', 'stored'] as const

export function StoredScreen() {
  const client = useQueryClient()
  const mayChange = useSession().permissions.includes('retention.write')
  const { data, error, refetch } = useQuery({ queryKey: KEY, queryFn: read.stored })
  const [problem, setProblem] = useState<string | null>(null)
  async function save(next: ChangeStored, told: string) {
    setProblem(null)
    try {
      await deliver(change.stored(next, told))
      tell(told)
    } catch (failure) {
      setProblem(`${failureWords(failure)} It is as it was.`)
    }
    await client.invalidateQueries({ queryKey: KEY })
  }
  return (
    <SettingsFrame aside={<PrivacyAside />}>
      {problem && (
        <p className="small bad" role="alert">
          {problem}
        </p>
      )}
      <Answered answer={data} error={error} onRetry={refetch} failed="What is stored could not be read.">
        {(data) => <Stored stored={data} mayChange={mayChange} save={(...given) => void save(...given)} />}
      </Answered>
    </SettingsFrame>
  )
}

type Save = (next: ChangeStored, told: string) => void

function Stored({ stored, mayChange, save }: { stored: StoredAnswer; mayChange: boolean; save: Save }) {
  return (
    <>
      <section className="Paper SettingsCard" aria-labelledby="stored">
        <div className="SettingsCard-head">
          <h2 className="head grow" id="stored">
            What is stored, and for how long
          </h2>
          <span className="small third">Swept once an hour; what is older goes for good</span>
        </div>
        <ul className="Privacy-stored">
          {stored.kinds.map((kind) => (
            <KindLine key={kind.kind} kind={kind} mayChange={mayChange && kind.mayChange} save={save} />
          ))}
        </ul>
      </section>
      <section className="Paper SettingsCard" aria-labelledby="elsewhere">
        <h2 className="head" id="elsewhere">
          Beside the tables
        </h2>
        <ul className="Privacy-held">
          {stored.others.map(({ label, words, days }) => (
            <li key={label}>
              <span className="grow">
                <b className="strong">{label}</b>
                <span className="small second Privacy-when">{words}</span>
              </span>
              <span className="small third">{days === null ? '' : daysWords(days)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section className="Paper SettingsCard" aria-labelledby="law">
        <h2 className="head" id="law">
          By when a request is answered
        </h2>
        {mayChange ? (
          <Segments
            label="The law"
            value={stored.law}
            onChange={(law) => save({ law: law === 'ccpa' ? 'ccpa' : 'gdpr' }, 'Requests from now on.')}
            choices={[
              { value: 'gdpr', label: 'GDPR: one month' },
              { value: 'ccpa', label: 'CCPA: 45 days' },
            ]}
          />
        ) : (
          <p className="second">{stored.law === 'gdpr' ? 'GDPR: one month' : 'CCPA: 45 days'}</p>
        )}
      </section>
    </>
  )
}

const CHOICES = [30, 90, 180, 365, 731, 1_096, 2_192]

function KindLine({ kind, mayChange, save }: { kind: StoredKind; mayChange: boolean; save: Save }) {
  const choices = [...new Set([...CHOICES, kind.days ?? 0, kind.daysByDefault ?? 0])]
    .filter((days) => days > 0)
    .sort((a, b) => a - b)
  return (
    <li>
      <span className="grow">
        <b className="strong">{kind.label}</b>
        <span className="small second Privacy-when">{kind.words}</span>
        <span className="small third Privacy-when">{kind.purpose}</span>
      </span>
      <span className="Privacy-count">
        {kind.count.toLocaleString('en')}
        <span className="small third Privacy-when">
          {kind.kind === 'files' ? 'on the disk' : kind.oldest ? `since ${monthAndYear(kind.oldest)}` : ''}
        </span>
      </span>
      {mayChange ? (
        <select
          className="Input Privacy-days"
          aria-label={`${kind.label}: how long it is kept`}
          value={kind.days ?? 0}
          onChange={(event) => {
            const days = Number(event.currentTarget.value)
            save(
              { kind: kind.kind, days: days === 0 ? null : days },
              `${kind.label}: ${daysWords(days || null)}.`,
            )
          }}
        >
          {choices.map((days) => (
            <option key={days} value={days}>
              {daysWords(days)}
            </option>
          ))}
          <option value={0}>{daysWords(null)}</option>
        </select>
      ) : (
        <span className="small second Privacy-days">
          {kind.days === null ? 'always' : daysWords(kind.days)}
        </span>
      )}
    </li>
  )
}
