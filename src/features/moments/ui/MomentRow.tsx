/** One open moment in the list: kind, who, time left, why, and the very words. */
import { memo } from 'react'
import type { MomentRow as Row } from '#features/moments/contract.ts'
import { channelIcon, channelWord } from '#web/channels.ts'
import { Avatar } from '#web/components/Avatar.tsx'
import { MarkedWords } from '#web/components/Evidence.tsx'
import { ExpiryRing } from '#web/components/ExpiryRing.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { KindTile } from '#web/components/KindTile.tsx'
import { timeLeft, whenFull, whenSaid, whenShort } from '#web/times.ts'

type RowProps = {
  row: Row
  /** Ms since 1970, renewed once a minute, once a second in the last one. */
  now: number
  isSelected: boolean
  isGone: boolean
  waits: boolean
  position: number
  total: number
  onSelect: (id: string) => void
}

/** Further signs that have room beside the first; all of them stand in the moment. */
const SHOWN_SIGNS = 2

export const MomentRow = memo(function MomentRow(props: RowProps) {
  const { row, now, isSelected, isGone } = props
  const isThreat = row.valence === 'threat'
  return (
    <div
      id={`moment-${row.id}`}
      className="MomentRow"
      role="option"
      aria-selected={isSelected}
      aria-current={isSelected || undefined}
      aria-posinset={props.position}
      aria-setsize={props.total}
      data-gone={isGone || undefined}
      onClick={() => props.onSelect(row.id)}
    >
      <KindTile valence={row.valence} icon={row.icon} />
      <div className="grow">
        <div className="row between">
          <span className="MomentRow-name truncate">{row.customer.name}</span>
          {props.waits ? <WaitingToSend /> : isGone ? <Finished /> : <TimeLeft row={row} now={now} />}
        </div>
        <div className="row MomentRow-kind" data-gap="6">
          <span className={isThreat ? 'bad truncate' : 'good truncate'}>{row.label}</span>
          {row.also.slice(0, SHOWN_SIGNS).map((word) => (
            <span key={word} className="MomentRow-also second truncate">
              + {word}
            </span>
          ))}
          <span className="row third push fixed" data-gap="4">
            {row.assignee && (
              <>
                <Avatar name={row.assignee.name} initials={row.assignee.initials} size="s" />
                <span className="visually-hidden">Taken by {row.assignee.name}</span>
              </>
            )}
            {row.channel && (
              <Icon name={channelIcon(row.channel)} size="s" label={channelWord(row.channel)} />
            )}
          </span>
        </div>
        <div className="MomentRow-words voice">
          <MarkedWords text={row.words} marks={row.marks} />
        </div>
      </div>
    </div>
  )
})

/** The ring with its words; hover says which deadline it is. */
export function TimeLeft({ row, now, because = false }: { row: Row; now: number; because?: boolean }) {
  if (row.state === 'expired')
    return (
      <span className="TimeLeft" title={whenSaid(row.at, now)}>
        {whenShort(row.at, now)}
        {because && <span className="truncate">· in the past</span>}
      </span>
    )
  const urgent = isUrgent(row, now)
  const left = timeLeft(row.expiry.at, now)
  return (
    <span
      className="TimeLeft"
      data-urgent={urgent || undefined}
      title={`${capital(row.expiry.because)}: ${whenFull(row.expiry.at)}`}
    >
      <ExpiryRing left={partLeft(row, now)} urgent={urgent} />
      {left}
      {because && <span className="truncate">· {capital(row.expiry.because)}</span>}
    </span>
  )
}

function WaitingToSend() {
  return (
    <span className="TimeLeft warn strong">
      <Icon name="clock" size="xs" />
      waiting to send
    </span>
  )
}

function Finished() {
  return (
    <span className="TimeLeft">
      <Icon name="circle-check" size="xs" />
      finished
    </span>
  )
}

export function isUrgent(row: Row, now: number): boolean {
  return Date.parse(row.expiry.at) - now <= 3_600_000
}

/** What is left of the moment's life by now, 0 to 1; the server's figure was true when it answered. */
function partLeft(row: Row, now: number): number {
  const began = Date.parse(row.at)
  const ends = Date.parse(row.expiry.at)
  return ends > began ? (ends - now) / (ends - began) : row.expiry.left
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
