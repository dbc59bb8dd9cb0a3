/** The head of a moment: what it is, how long it lasts, and the three ways out of it. */
import { ActionIcon, Badge, Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { MomentDetail, MomentRow } from '#features/moments/contract.ts'
import { channelIcon, channelWord } from '#web/channels.ts'
import { Avatar } from '#web/components/Avatar.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { Kbd } from '#web/components/Kbd.tsx'
import { KindTile } from '#web/components/KindTile.tsx'
import { useIsPhone, useIsWide } from '#web/screen-size.ts'
import { useSession } from '#web/session.ts'
import { whenFull } from '#web/times.ts'
import { TimeLeft } from './MomentRow.tsx'

/** What can be opened above a moment. */
export type PaneSheet = 'snooze' | 'dismiss' | 'more' | 'handOver'

export type PaneHeadProps = {
  row: MomentRow
  detail: MomentDetail | undefined
  now: number
  hereToo: ReactNode
  onBack: () => void
  onCustomer: () => void
  onSheet: (sheet: PaneSheet) => void
  onDone: () => void
  onTake: () => void
  onReopen: (from: 'settlement' | 'snooze') => void
}

export function PaneHead(props: PaneHeadProps) {
  return useIsPhone() ? <PhoneHead {...props} /> : <WideHead {...props} />
}

function WideHead(props: PaneHeadProps) {
  const { row, detail, now } = props
  const isWide = useIsWide()
  return (
    <header className="PaneHead">
      <KindTile valence={row.valence} icon={row.icon} />
      <div className="grow">
        <h2 className="title truncate">{detail?.title ?? `${row.customer.name}: ${row.label}`}</h2>
        <div className="row small second PaneHead-meta" data-gap="6">
          <TimeLeft row={row} now={now} because />
          {row.channel && (
            <>
              <Dot />
              <span className="row fixed" data-gap="4">
                <Icon name={channelIcon(row.channel)} size="s" />
                {channelWord(row.channel)}
              </span>
            </>
          )}
          <Taken row={row} onTake={props.onTake} onHandOver={() => props.onSheet('handOver')} />
          {props.hereToo}
        </div>
      </div>
      {!isWide && (
        <ActionIcon
          variant="default"
          aria-label="Customer (I)"
          title="Customer (I)"
          onClick={props.onCustomer}
        >
          <Icon name="user" />
        </ActionIcon>
      )}
      <WaysOut {...props} />
    </header>
  )
}

function PhoneHead({ row, now, hereToo, onBack, onSheet }: PaneHeadProps) {
  return (
    <header className="PaneHead">
      <ActionIcon aria-label="Back to the list" onClick={onBack}>
        <Icon name="chevron-left" size="l" />
      </ActionIcon>
      <Avatar name={row.customer.name} />
      <div className="grow">
        <h1 className="PaneHead-name truncate">{row.customer.name}</h1>
        <span className="row small second PaneHead-now" data-gap="4">
          <TimeLeft row={row} now={now} because />
          {hereToo}
        </span>
      </div>
      <ActionIcon aria-label="Snooze" onClick={() => onSheet('snooze')}>
        <Icon name="clock-pause" size="l" />
      </ActionIcon>
      <ActionIcon aria-label="More" onClick={() => onSheet('more')}>
        <Icon name="dots" size="l" />
      </ActionIcon>
    </header>
  )
}

function WaysOut({ detail, onSheet, onDone, onReopen }: PaneHeadProps) {
  if (detail?.settlement) {
    const word = detail.settlement.outcome === 'done' ? 'Done' : 'Not a moment'
    return (
      <>
        <Badge data-tone={detail.settlement.outcome === 'done' ? 'good' : undefined}>
          {word}, {detail.settlement.by}
        </Badge>
        <Button size="xs" onClick={() => onReopen('settlement')}>
          Open again
        </Button>
      </>
    )
  }
  if (detail?.snooze) {
    return (
      <>
        <Badge data-tone="info">Until {whenFull(detail.snooze.until)}</Badge>
        <Button size="xs" onClick={() => onReopen('snooze')}>
          Wake now
        </Button>
      </>
    )
  }
  return (
    <>
      <ActionIcon
        variant="default"
        aria-label="Snooze (H)"
        title="Snooze (H)"
        onClick={() => onSheet('snooze')}
      >
        <Icon name="clock-pause" />
      </ActionIcon>
      <ActionIcon
        variant="default"
        aria-label="Not a moment (X)"
        title="Not a moment (X)"
        onClick={() => onSheet('dismiss')}
      >
        <Icon name="eye-x" />
      </ActionIcon>
      <Button size="xs" onClick={onDone}>
        <Icon name="check" />
        Done <Kbd>E</Kbd>
      </Button>
    </>
  )
}

/** Who has it; one press takes it, or hands over what somebody has. */
function Taken({ row, onTake, onHandOver }: { row: MomentRow; onTake: () => void; onHandOver: () => void }) {
  const me = useSession().member
  const { assignee } = row
  return (
    <>
      <Dot />
      <span className="row fixed" data-gap="6">
        <button
          type="button"
          className="Taken plain row fixed"
          data-gap="4"
          onClick={assignee ? onHandOver : onTake}
          title={assignee ? 'Hand over (A)' : 'Take it (A)'}
        >
          {assignee ? <Avatar name={assignee.name} initials={assignee.initials} size="s" /> : null}
          {assignee ? (assignee.id === me.id ? 'Yours' : assignee.name) : 'Take it'}
        </button>
        {!assignee && (
          <button type="button" className="Taken plain" onClick={onHandOver}>
            Hand over
          </button>
        )}
      </span>
    </>
  )
}

function Dot() {
  return (
    <span className="third" aria-hidden="true">
      ·
    </span>
  )
}
