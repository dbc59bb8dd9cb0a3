/** One moment whole: why it was noticed, the words, what can be done, and the reply. */
import { Suspense, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { MomentDetail, MomentRow } from '#features/moments/contract.ts'
import { Problem } from '#web/api.ts'
import { useTime } from '#web/clock.ts'
import { draftsRead } from '#web/drafts.ts'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { failureWords } from '#web/failure.ts'
import { useKeys } from '#web/keys.ts'
import { onDemand } from '#web/on-demand.ts'
import { useIsPhone } from '#web/screen-size.ts'
import { useSignal } from '#web/signal.ts'
import { Conversation } from './Conversation.tsx'
import { PaneHead } from './PaneHead.tsx'
import type { PaneSheet } from './PaneHead.tsx'
import type { MomentActions } from './useMomentActions.ts'
import { WhyNoticed } from './WhyNoticed.tsx'

const SnoozeSheet = onDemand(() => import('./SnoozeSheet.tsx'), 'SnoozeSheet')
const DismissSheet = onDemand(() => import('./DismissSheet.tsx'), 'DismissSheet')
const HandOverSheet = onDemand(() => import('./HandOverSheet.tsx'), 'HandOverSheet')
const MoreSheet = onDemand(() => import('./MoreSheet.tsx'), 'MoreSheet')

/** What is written about a moment belongs to another feature: handed in by the router, laid out here. */
export type WritingSlot = (given: {
  row: MomentRow
  detail: MomentDetail
  onDone: () => void
  /** Keeps a note for the team; `onUndone` gives its words back. */
  onNote: (text: string, onUndone: () => void) => Promise<void>
  /** Takes the row out of the list as done and selects the next; answers a way back. */
  setOut: () => () => void
  children: (parts: { acts: ReactNode; composer: ReactNode }) => ReactNode
}) => ReactNode

export function MomentPane(props: {
  id: string
  writing: WritingSlot
  /** Who else has it open. */
  hereToo: (momentId: string) => ReactNode
  row: MomentRow | undefined
  detail: MomentDetail | undefined
  error: Error | null
  actions: MomentActions
  onRetry: () => void
  onBack: () => void
  onCustomer: () => void
  together: (key: string) => ReactNode
}) {
  const { row, detail, actions } = props
  const [sheet, setSheet] = useState<PaneSheet | null>(null)
  const now = useTime(30_000)
  const mayWrite = useSignal(draftsRead)
  const isOpen = detail ? !detail.settlement && !detail.snooze : true
  const done = () => row && isOpen && actions.settle(row, { outcome: 'done' })

  useKeys([
    {
      keys: 'e',
      label: 'done',
      group: 'The moment',
      bar: { word: 'done', place: 4 },
      run: () => void done(),
    },
    {
      keys: 'h',
      label: 'snooze',
      group: 'The moment',
      bar: { word: 'snooze', place: 5 },
      run: () => row && setSheet('snooze'),
    },
    {
      keys: 'x',
      label: 'not a moment, and why',
      group: 'The moment',
      bar: { word: 'not a moment', place: 6 },
      run: () => row && setSheet('dismiss'),
    },
    {
      keys: 'a',
      label: 'take it, or hand it over',
      group: 'The moment',
      run: () => {
        if (row?.assignee) setSheet('handOver')
        else if (row) actions.take(row)
      },
    },
  ])

  return (
    <section className="MomentPane" aria-label="Moment">
      {row && (
        <PaneHead
          row={row}
          detail={detail}
          now={now}
          hereToo={props.hereToo(row.id)}
          onBack={props.onBack}
          onCustomer={props.onCustomer}
          onSheet={setSheet}
          onDone={() => void done()}
          onTake={() => actions.take(row)}
          onReopen={(from) => actions.reopen(row, from)}
        />
      )}
      {detail?.row.delay ? (
        <div
          className="MomentPane-scroll"
          tabIndex={0}
          role="region"
          aria-label="Who waits, and what to write"
        >
          <WhyNoticed signs={detail.signs} />
          {props.together(detail.row.delay.key)}
        </div>
      ) : detail && row && mayWrite ? (
        <Whole {...props} detail={detail} row={row} now={now} onDone={() => void done()} />
      ) : props.error ? (
        <FailedFace
          title={
            isMissing(props.error) ? 'This moment is not there any more.' : 'The moment could not be read.'
          }
          detail={
            isMissing(props.error) ? 'It may have been merged into another.' : failureWords(props.error)
          }
          {...(props.error instanceof Problem && props.error.requestId
            ? { code: props.error.requestId }
            : {})}
          onRetry={props.onRetry}
        />
      ) : (
        <LoadingLines />
      )}
      {row && (
        <Suspense fallback={null}>
          {sheet === 'snooze' && (
            <SnoozeSheet
              name={row.customer.name}
              onClose={() => setSheet(null)}
              onSnooze={(until) => {
                setSheet(null)
                actions.snooze(row, until)
              }}
            />
          )}
          {sheet === 'dismiss' && (
            <DismissSheet
              label={row.label}
              onClose={() => setSheet(null)}
              onDismiss={(reason) => {
                setSheet(null)
                actions.settle(row, { outcome: 'dismissed', reason })
              }}
            />
          )}
          {sheet === 'handOver' && (
            <HandOverSheet
              row={row}
              onClose={() => setSheet(null)}
              onHandOver={(to, note) => {
                setSheet(null)
                actions.handOver(row, to, note)
              }}
              onTake={() => {
                setSheet(null)
                actions.take(row)
              }}
            />
          )}
          {sheet === 'more' && (
            <MoreSheet
              row={row}
              onClose={() => setSheet(null)}
              onDone={() => void done()}
              onTake={() => actions.take(row)}
              onHandOver={() => setSheet('handOver')}
              onDismiss={() => setSheet('dismiss')}
              onCustomer={props.onCustomer}
            />
          )}
        </Suspense>
      )}
    </section>
  )
}

type WholeProps = {
  row: MomentRow
  detail: MomentDetail
  writing: WritingSlot
  actions: MomentActions
  now: number
  onDone: () => void
  onCustomer: () => void
}

/** Everything that needs the detail. */
function Whole({ row, detail, writing, actions, now, onDone, onCustomer }: WholeProps) {
  const scroll = useRef<HTMLDivElement>(null)
  const isPhone = useIsPhone()
  const showReason = (number: number) => {
    const reason = document.getElementById(`reason-${number}`)
    reason?.scrollIntoView({ block: 'center' })
    reason?.focus()
  }
  return writing({
    row,
    detail,
    onDone,
    onNote: (text, onUndone) => actions.note(row, text, onUndone),
    setOut: () => actions.setOut(row),
    children: ({ acts, composer }) => (
      <>
        <div
          className="MomentPane-scroll"
          ref={scroll}
          tabIndex={0}
          role="region"
          aria-label="What happened and what can be done"
        >
          {detail.handover?.note && (
            <div className="Notice HandOver-note" data-tone="info">
              <Icon name="user-share" />
              <span>
                <b>{detail.handover.by} handed it over:</b>{' '}
                <span className="voice">{detail.handover.note}</span>
              </span>
            </div>
          )}
          <WhyNoticed signs={detail.signs} />
          <Conversation detail={detail} now={now} onReason={showReason} />
          {isPhone && <KnownChips detail={detail} onCustomer={onCustomer} />}
          {acts}
          {isPhone && composer}
        </div>
        {!isPhone && composer}
      </>
    ),
  })
}

/** On a phone: the facts in a few words, and the way to all of them. */
function KnownChips({ detail, onCustomer }: { detail: MomentDetail; onCustomer: () => void }) {
  const known = detail.facts.filter((fact) => fact.standing !== 'forgotten').slice(0, 3)
  return (
    <div className="row wrap" data-gap="6">
      {known.map((fact) => (
        <span key={fact.id} className="KnownChip">
          {fact.value}
        </span>
      ))}
      <button type="button" className="Link" onClick={onCustomer}>
        All we know
      </button>
    </div>
  )
}

function isMissing(error: Error): boolean {
  return error instanceof Problem && error.status === 404
}
