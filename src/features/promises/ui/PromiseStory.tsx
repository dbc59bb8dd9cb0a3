/** The story of one promise: who said what, how its clock was set, what happened since, and what can be done next. */
import { ActionIcon, Badge, Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { PromiseDetail, PromiseRow } from '#features/promises/contract.ts'
import { MarkedWords } from '#web/components/Evidence.tsx'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { Kbd } from '#web/components/Kbd.tsx'
import { failureWords } from '#web/failure.ts'
import { useIsPhone } from '#web/screen-size.ts'
import { useSession } from '#web/session.ts'
import { whenFull } from '#web/times.ts'
import { FoundOffer } from './FoundOffer.tsx'
import { standingOf, stepTime } from './say.ts'

/** What can be opened above a promise. */
export type PromiseSheet = 'snooze' | 'change' | 'withdraw' | 'good' | 'tell'

export type StoryActs = {
  onKeep: () => void
  onTake: () => void
  onReopen: () => void
  onWake: () => void
  onSheet: (sheet: PromiseSheet) => void
}

export function PromiseStory(props: {
  row: PromiseRow | undefined
  detail: PromiseDetail | undefined
  error: Error | null
  acts: StoryActs
  onRetry: () => void
  onBack?: (() => void) | undefined
}) {
  const { row, detail } = props
  const mayWrite = useSession().permissions.includes('promises.write')
  // On a phone the list, whose heading is the first, is not there.
  const Heading = props.onBack ? 'h1' : 'h2'
  return (
    <section className="PromiseStory Paper" aria-labelledby="promise-story">
      <header className="PromiseStory-head">
        {props.onBack && (
          <ActionIcon aria-label="Back to the list" onClick={props.onBack}>
            <Icon name="chevron-left" size="l" />
          </ActionIcon>
        )}
        <Heading className="head PromiseStory-name" id="promise-story">
          {row && <StandingBadge row={row} />}
          <span>{row ? `The story of one promise, ${row.customer.name}` : 'The story of one promise'}</span>
        </Heading>
        {row && <WaysOn row={row} acts={props.acts} />}
      </header>
      {row?.isOffered && mayWrite && <FoundOffer row={row} />}
      {detail ? (
        <Steps detail={detail} onWake={props.acts.onWake} />
      ) : props.error ? (
        <FailedFace
          title="This promise could not be read."
          detail={failureWords(props.error)}
          onRetry={props.onRetry}
        />
      ) : row ? (
        <LoadingLines widths={[60, 82, 70, 64]} />
      ) : (
        <p className="second">Press a promise to read its story.</p>
      )}
    </section>
  )
}

function StandingBadge({ row }: { row: PromiseRow }) {
  const { word, icon, tone } = standingOf(row)
  return (
    <Badge data-tone={tone === 'quiet' ? undefined : tone} className="fixed">
      <Icon name={icon} size="xs" />
      {word}
      {row.madeGoodAt !== null && ', made good'}
    </Badge>
  )
}

/** The one act that fits first, the others as small buttons. */
function WaysOn({ row, acts }: { row: PromiseRow; acts: StoryActs }) {
  const me = useSession().member
  const isPhone = useIsPhone()
  const cap = (key: string) => (isPhone ? null : <Kbd>{key}</Kbd>)
  if (row.standing === 'kept' || row.standing === 'withdrawn')
    return (
      <span className="row push" data-gap="6">
        <Button size="xs" onClick={acts.onReopen}>
          Open again
        </Button>
      </span>
    )
  const isBroken = row.standing === 'broken'
  const small = [
    { icon: 'clock-pause', word: 'Snooze', key: 'H', run: () => acts.onSheet('snooze'), open: true },
    { icon: 'calendar', word: 'Change the date', run: () => acts.onSheet('change'), open: true },
    {
      icon: 'hand-stop',
      word: row.owner?.id === me.id ? 'Let go of it' : 'Take it',
      key: 'A',
      run: acts.onTake,
      open: false,
    },
    {
      icon: 'arrow-back-up',
      // Words that were misread can be taken back even after their time.
      word: isBroken ? 'It was no promise' : 'Withdraw',
      run: () => acts.onSheet('withdraw'),
      open: row.origin !== 'found',
    },
    { icon: 'check', word: 'Done now, late', key: 'E', run: acts.onKeep, late: true },
  ].filter(({ open, late }) => (isBroken ? !open && (!late || row.keptAt === null) : !late))
  return (
    <span className="row wrap push PromiseStory-ways" data-gap="6">
      {small.map(({ icon, word, key, run }) => (
        <ActionIcon
          key={word}
          variant="default"
          aria-label={key ? `${word} (${key})` : word}
          title={key ? `${word} (${key})` : word}
          onClick={run}
        >
          <Icon name={icon} />
        </ActionIcon>
      ))}
      {isBroken ? (
        row.madeGoodAt === null && (
          <Button size="xs" variant="filled" onClick={() => acts.onSheet('good')}>
            Make it good {cap('M')}
          </Button>
        )
      ) : (
        <>
          {row.standing === 'at_risk' && row.toldFirstAt === null && (
            <Button size="xs" variant="light" onClick={() => acts.onSheet('tell')}>
              Tell them first
            </Button>
          )}
          <Button size="xs" variant="filled" onClick={acts.onKeep}>
            <Icon name="check" />
            Kept {cap('E')}
          </Button>
        </>
      )}
    </span>
  )
}

const STEP_FACES: Readonly<Record<string, { icon: string; tone?: 'good' | 'warn' | 'bad' }>> = {
  made: { icon: 'forms' },
  clock: { icon: 'calendar' },
  at_risk: { icon: 'user-off', tone: 'warn' },
  told: { icon: 'bell-ringing', tone: 'warn' },
  snoozed: { icon: 'clock-pause' },
  kept: { icon: 'circle-check', tone: 'good' },
  broken: { icon: 'circle-x', tone: 'bad' },
  made_good: { icon: 'heart-handshake', tone: 'good' },
  withdrawn: { icon: 'arrow-back-up' },
  moved: { icon: 'calendar' },
  armed: { icon: 'bell' },
  accepted: { icon: 'check' },
  customer_wrote: { icon: 'message' },
}

function Steps({ detail: { row, story }, onWake }: { detail: PromiseDetail; onWake: () => void }) {
  const next = nextOf(row)
  return (
    <ol className="Steps">
      {story.map((step, i) => (
        <Step
          key={`${step.at} ${step.what} ${i}`}
          {...(STEP_FACES[step.what] ?? { icon: 'note' })}
          title={step.title}
          when={stepTime(step.at)}
        >
          {step.quote !== null && <Said row={row} quote={step.quote} />}
          {step.words !== '' && <span>{step.words}</span>}
          {step.by !== null && <span className="third"> {step.by}</span>}
        </Step>
      ))}
      {row.snoozeReason !== null && row.followUpAt !== null && (
        <Step icon="clock-pause" title={`Comes back ${whenFull(row.followUpAt)}`} when="ahead">
          {row.snoozeReason}{' '}
          <button type="button" className="Link PromiseStory-moment" onClick={onWake}>
            Wake now
          </button>
        </Step>
      )}
      {next && (
        <Step icon="heart-handshake" tone="good" title={`Next: ${next.title}`} when="now">
          {next.words}
          {row.momentId !== null && (
            <>
              {' '}
              <Link href={`/moments/${row.momentId}`} className="Link PromiseStory-moment">
                Open the moment
              </Link>
            </>
          )}
        </Step>
      )}
    </ol>
  )
}

function Step(props: {
  icon: string
  tone?: 'good' | 'warn' | 'bad'
  title: string
  when: string
  children: ReactNode
}) {
  return (
    <li className="Step">
      <span className="Step-face" data-tone={props.tone}>
        <Icon name={props.icon} size="xs" />
      </span>
      <div className="grow">
        <div className="row between">
          <b className="strong">{props.title}</b>
          <span className="small third fixed">{props.when}</span>
        </div>
        <div className="second Step-words">{props.children}</div>
      </div>
    </li>
  )
}

/** The promised words; where the quote is a part of what was said, that part is marked. */
function Said({ row, quote }: { row: PromiseRow; quote: string }) {
  const at = row.isQuoted ? quote.indexOf(row.wording) : -1
  const marks = at >= 0 ? [{ start: at, end: at + row.wording.length }] : []
  return (
    <span className="voice Step-quote">
      “<MarkedWords text={quote} marks={marks} />”
    </span>
  )
}

function nextOf(row: PromiseRow): { title: string; words: string } | null {
  if (row.standing === 'broken' && row.madeGoodAt === null)
    return { title: 'say sorry before she asks', words: 'An apology is drafted; it is yours to change.' }
  if (row.standing === 'at_risk' && row.toldFirstAt !== null)
    return { title: 'keep it, or change the date', words: 'She knows that it may be late.' }
  if (row.standing === 'at_risk')
    return { title: 'tell them first', words: 'A line is drafted, so that nobody has to chase us.' }
  return null
}
