/** How an import goes on: what was read, who was joined up, what was noticed, what was set aside. */
import { countOf, counted } from '#kit/counted.ts'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { ImportStatus } from '#connectors/files/contract.ts'
import { channelWord } from '../channels.ts'
import { MarkedWords } from '../components/Evidence.tsx'
import { Icon } from '../components/Icon.tsx'
import { KindTile } from '../components/KindTile.tsx'
import { ProgressBar } from './ImportDrop.tsx'
import { isReadThrough } from './ImportState.ts'

export function ImportProgress(props: {
  status: ImportStatus
  /** Opens the lines that were set aside. */
  onSetAside: () => void
  onStop?: (() => void) | undefined
  onAgain?: (() => void) | undefined
}) {
  const { status } = props
  const isRunning = status.state === 'running'
  return (
    <>
      <div className="row between ImportHead">
        <h2 className="title truncate">{titleOf(status)}</h2>
        <span className="row fixed">
          {isRunning && props.onStop && (
            <Button size="xs" variant="subtle" onClick={props.onStop}>
              Stop
            </Button>
          )}
          <b className="primary">{Math.floor(status.progress * 100)}%</b>
        </span>
      </div>
      <ProgressBar label={titleOf(status)} part={status.progress} size="l" />
      {status.state === 'failed' && (
        <div className="Notice" data-tone="bad" role="alert">
          <Icon name="alert-circle" />
          <div className="grow">
            <b>Reading stopped.</b> {status.problem ?? 'The server did not say why.'}{' '}
            {status.stored > 0 &&
              `${countOf(status.stored, 'line')} before that are in; nothing is stored twice.`}
            {props.onAgain && (
              <div className="row FailedFace-ways" data-gap="6">
                <Button variant="filled" size="xs" onClick={props.onAgain}>
                  Choose another file
                </Button>
              </div>
            )}
          </div>
        </div>
      )}
      <Steps status={status} />
      {isReadThrough(status) && status.momentsOpen === 0 && <NothingToday status={status} />}
      {status.worthALook.length > 0 && <WorthALook status={status} />}
      {status.setAside > 0 && <SetAsideNotice status={status} onOpen={props.onSetAside} />}
    </>
  )
}

/** What the panel says before anything is read. */
export function ImportAhead() {
  const ahead = ['Events read', 'People joined up', 'Moments noticed']
  return (
    <>
      <h2 className="title">What happens then</h2>
      <section className="Paper ImportSteps">
        <ol>
          {ahead.map((name) => (
            <li key={name} data-standing="ahead">
              <Icon name="circle-dashed" size="l" />
              <span>{name}</span>
            </li>
          ))}
        </ol>
      </section>
      <p className="small third">
        Reading goes on behind you, and the first moments show up here while it runs. Lines that can’t be read
        are set aside and counted, never guessed.
      </p>
    </>
  )
}

function Steps({ status }: { status: ImportStatus }) {
  const isOver = status.state !== 'running'
  const isRead = isOver || status.progress >= 1
  const isNoticed = isReadThrough(status)
  return (
    <section className="Paper ImportSteps" aria-live="polite" aria-busy={!isNoticed}>
      <ol>
        <Step
          standing={isRead ? 'done' : 'now'}
          part={status.progress}
          name="Events read"
          detail={readDetail(status)}
          value={counted(status.read)}
        />
        <Step
          standing={isOver ? 'done' : status.customers > 0 ? 'now' : 'ahead'}
          part={status.progress}
          name="People joined up"
          detail="By e-mail, phone and the shop’s own number"
          value={status.customers > 0 ? counted(status.customers) : null}
        />
        <Step
          standing={isNoticed ? 'done' : status.read > 0 ? 'now' : 'ahead'}
          part={isOver ? partNoticed(status) : status.progress}
          name={isNoticed ? 'Moments noticed' : 'Noticing moments'}
          detail={isNoticed ? openDetail(status) : noticingDetail(status)}
          value={noticedWords(status.momentsSoFar, isNoticed)}
        />
      </ol>
    </section>
  )
}

function Step(props: {
  standing: 'done' | 'now' | 'ahead'
  part: number
  name: string
  detail: ReactNode
  value: string | null
}) {
  return (
    <li data-standing={props.standing}>
      {props.standing === 'done' ? (
        <Icon name="circle-check" size="l" label="Done" />
      ) : props.standing === 'now' ? (
        <PartRing part={props.part} />
      ) : (
        <Icon name="circle-dashed" size="l" label="Still to come" />
      )}
      <span>
        {props.name}
        {props.standing !== 'ahead' && props.detail && (
          <>
            <br />
            <span className="small third">{props.detail}</span>
          </>
        )}
      </span>
      {props.standing !== 'ahead' && <span className="second">{props.value}</span>}
    </li>
  )
}

const AROUND = 2 * Math.PI * 8

function PartRing({ part }: { part: number }) {
  const ring = { cx: 10, cy: 10, r: 8, fill: 'none', strokeWidth: 2.4 }
  return (
    <svg className="PartRing" width="20" height="20" viewBox="0 0 20 20" role="img" aria-label="Under way">
      <circle {...ring} stroke="var(--sp-border-strong)" />
      <circle
        {...ring}
        stroke="var(--sp-primary)"
        strokeDasharray={`${(part * AROUND).toFixed(2)} ${AROUND.toFixed(2)}`}
        transform="rotate(-90 10 10)"
      />
    </svg>
  )
}

/** Some of what was found, with its words: what is open, or of an old file what lies in the past. */
function WorthALook({ status }: { status: ImportStatus }) {
  const isPast = status.momentsOpen === 0
  return (
    <section className="Paper WorthALook" aria-labelledby="worth-a-look">
      <div className="row between">
        <h3 className="head" id="worth-a-look">
          {isPast ? 'What was found, the newest first' : 'Already worth a look'}
        </h3>
        <span className="small third">
          {isPast
            ? 'in the past'
            : status.state === 'running'
              ? 'found while reading'
              : 'found in this import'}
        </span>
      </div>
      <ul>
        {status.worthALook.map((found) => (
          <li key={found.momentId}>
            <Link href={`/moments/${found.momentId}${isPast ? '?show=past' : ''}`} className="WorthALook-row">
              <KindTile valence={found.valence} icon={found.icon} />
              <div className="grow">
                <div className="row between">
                  <b className="truncate">{found.name}</b>
                  {found.channel && <span className="small third fixed">{channelWord(found.channel)}</span>}
                </div>
                <div className="voice WorthALook-words">
                  “<MarkedWords text={found.words} marks={found.marks} />”
                </div>
              </div>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Why the queue is empty all the same: what an old file tells lies in the past. */
function NothingToday({ status: { momentsSoFar, stored, state } }: { status: ImportStatus }) {
  if (state !== 'finished' || stored === 0) return null
  return (
    <div className="Notice" data-tone="info">
      <Icon name="history" />
      {momentsSoFar > 0 ? (
        <span>
          <b>Nothing to act on today.</b> {countOf(momentsSoFar, 'moment')}{' '}
          {momentsSoFar === 1 ? 'lies' : 'lie'} in the past, when what was written was still fresh.{' '}
          <Link href="/moments?show=past" className="Link ImportLook">
            Look at {momentsSoFar === 1 ? 'it' : 'them'}
          </Link>
        </span>
      ) : (
        <span>
          <b>No moment was noticed in it.</b> Moments are noticed in what customers write and do; messages and
          reviews tell most.
        </span>
      )}
    </div>
  )
}

function SetAsideNotice({ status, onOpen }: { status: ImportStatus; onOpen: () => void }) {
  const share = status.read > 0 ? status.setAside / status.read : 0
  return (
    <div className="Notice" data-tone="warn">
      <Icon name="alert-triangle" />
      <span>
        <b>
          {countOf(status.setAside, 'line')} {status.setAside === 1 ? 'was' : 'were'} set aside
        </b>
        {reasonsOf(status)}. {status.setAside === 1 ? 'It is' : 'They are'} {percent(share)} of the whole;
        nothing was guessed.{' '}
        <button type="button" className="Link ImportLook" onClick={onOpen}>
          Look at {status.setAside === 1 ? 'it' : 'them'}
        </button>
      </span>
    </div>
  )
}

/** Of what was stored, how much is read for moments, 0 to 1; never quite full before it is. */
function partNoticed({ stored, entriesToRead }: ImportStatus): number {
  return stored === 0 ? 0 : Math.max(0, Math.min(0.95, 1 - entriesToRead / stored))
}

function noticedWords(count: number, isAll: boolean): string | null {
  if (isAll) return counted(count)
  return count > 0 ? `${counted(count)} so far` : null
}

function titleOf(status: ImportStatus): string {
  if (status.state === 'running') return `Reading ${status.name}`
  if (status.state === 'failed') return `${status.name} was not read to its end`
  if (status.state === 'cancelled') return `Reading ${status.name} was stopped`
  if (!isReadThrough(status)) return `${status.name} is in, reading for moments`
  return `${status.name} is read`
}

function readDetail(status: ImportStatus): string {
  if (status.known > 0) return `${counted(status.stored)} new; ${counted(status.known)} were known already`
  if (status.kind === 'sample') return 'Messages, orders, scans, surveys, reviews'
  // What follows the semicolon was said of the guess, before the columns were checked.
  return status.format.split('; ')[0] ?? status.format
}

/** Which of the noticed the queue shows, where it is not all. Where it is none, the notice below says so. */
function openDetail({ momentsSoFar, momentsOpen }: ImportStatus): ReactNode {
  const past = momentsSoFar - momentsOpen
  if (momentsOpen === 0 || past <= 0) return null
  return (
    <>
      {counted(momentsOpen)} to act on, {counted(past)} {past === 1 ? 'lies' : 'lie'} in the past.{' '}
      <Link href="/moments?show=past" className="Link">
        Look at {past === 1 ? 'it' : 'them'}
      </Link>
    </>
  )
}

function noticingDetail({ state, secondsLeft, entriesToRead }: ImportStatus): string | null {
  if (state === 'finished')
    return `Reading for moments, about ${countOf(entriesToRead, 'entry', 'entries')} left`
  if (state !== 'running') return null
  if (secondsLeft === null) return 'It takes as long as it takes'
  if (secondsLeft < 90) return `About ${countOf(Math.max(1, Math.round(secondsLeft)), 'second')} more`
  return `About ${countOf(Math.round(secondsLeft / 60), 'minute')} more`
}

function reasonsOf({ reasons, setAside }: ImportStatus): string {
  const [first] = reasons
  if (!first) return ''
  const words = first.reason.charAt(0).toLowerCase() + first.reason.slice(1)
  return first.count === setAside ? `: ${words}` : `, ${counted(first.count)} of them because ${words}`
}

function percent(share: number): string {
  if (share > 0 && share < 0.0005) return 'under 0.1%'
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)}%`
}
