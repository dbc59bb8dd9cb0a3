/** The audit log for owners: who did what, newest first, whether the chain holds, and the whole as a file. */
import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AuditCheck, AuditRow } from '#features/privacy/contract.ts'
import { Answered } from '#web/Answered.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { SettingsFrame } from '#web/frame/SettingsFrame.tsx'
import { whenFull } from '#web/times.ts'
import { AUDIT_FILE, read } from './api.ts'
import { PrivacyAside } from './PrivacyAside.tsx'
import './privacy.css'

const ABOUT: readonly { action: string; words: string }[] = [
  { action: '', words: 'Everything' },
  { action: 'customer.', words: 'People’s data' },
  { action: 'request.', words: 'Requests' },
  { action: 'delicate.', words: 'Delicate facts read' },
  { action: 'grant.', words: 'Money' },
  { action: 'setting.', words: 'Settings' },
  { action: 'session.', words: 'Sign-ins' },
  { action: 'role.', words: 'Roles' },
  { action: 'key.', words: 'Keys' },
  { action: 'secret.', words: 'Secrets' },
]

export function AuditScreen() {
  const [action, setAction] = useState('')
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['privacy', 'audit', action],
    queryFn: ({ pageParam }) => read.audit({ action: action === '' ? undefined : action, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const rows = data?.pages.flatMap(({ items }) => items)
  return (
    <SettingsFrame aside={<PrivacyAside />}>
      <Chain />
      <section className="Paper SettingsCard" aria-labelledby="audit">
        <div className="SettingsCard-head">
          <h2 className="head grow" id="audit">
            The audit log
          </h2>
          <select
            className="Input"
            aria-label="Only entries about"
            value={action}
            onChange={(event) => setAction(event.currentTarget.value)}
          >
            {ABOUT.map((one) => (
              <option key={one.action} value={one.action}>
                {one.words}
              </option>
            ))}
          </select>
          <a className="Link" href={AUDIT_FILE} download="audit.csv">
            All of it as CSV
          </a>
        </div>
        <Answered answer={rows} error={error} onRetry={refetch} failed="The log could not be read.">
          {(rows) =>
            rows.length === 0 ? (
              <p className="second">Nothing of this kind was done yet.</p>
            ) : (
              <ul className="Privacy-held" aria-label="The audit log, newest first">
                {rows.map((row) => (
                  <AuditLine key={row.id} row={row} />
                ))}
              </ul>
            )
          }
        </Answered>
        {hasNextPage && (
          <div>
            <Button size="xs" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              Show more
            </Button>
          </div>
        )}
      </section>
    </SettingsFrame>
  )
}

function AuditLine({ row }: { row: AuditRow }) {
  return (
    <li>
      <span className="grow">
        <b className="strong">{row.actor.name}</b> <span className="second">{row.words}</span>
        <span className="small third Privacy-when">
          {whenFull(row.at)}
          {row.subject && ` · ${row.subject.kind} ${row.subject.id}`}
        </span>
      </span>
      <span className="small third Privacy-count" title={row.hash ?? 'Sealed into the chain in some seconds'}>
        {row.no ?? 'not sealed yet'}
      </span>
    </li>
  )
}

function Chain() {
  const { data, isFetching, refetch } = useQuery({ queryKey: ['privacy', 'chain'], queryFn: read.auditCheck })
  if (!data) return null
  const [end] = data.ends
  const isWell = data.holds && data.lateSince === null
  return (
    <div className="Notice" data-tone={isWell ? 'good' : 'bad'} role={isWell ? undefined : 'alert'}>
      <Icon name={isWell ? 'circle-check' : 'alert-circle'} />
      <span className="grow Privacy-chain">
        {wordsOf(data)}
        {end && end.no > 0 && (
          <span className="small third Privacy-when">
            Its end: {end.no}, {end.hash.slice(0, 16)}…
          </span>
        )}
      </span>
      <Button size="xs" disabled={isFetching} onClick={() => void refetch()}>
        Check again
      </Button>
    </div>
  )
}

function wordsOf({ holds, entries, unsealed, lateSince, brokenAt }: AuditCheck): string {
  if (!holds)
    return `Entry ${brokenAt ?? ''} does not fit the one before it: somebody changed the log in the database.`
  const words = `The chain holds: ${entries.toLocaleString('en')} ${entries === 1 ? 'entry' : 'entries'}, none changed`
  const isOne = unsealed === 1
  if (lateSince !== null)
    return `${words}, but ${isOne ? 'one waits for its seal' : `${unsealed} wait for their seal, the oldest`} since ${whenFull(lateSince)}. Whoever runs the server should look at its log.`
  if (unsealed === 0) return `${words}.`
  return `${words}; the newest ${isOne ? 'one is' : `${unsealed} are`} sealed in some seconds.`
}
