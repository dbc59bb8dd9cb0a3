/** Under the map: one touchpoint's evidence, its health explained, and the two questions with their ideas. */
import { counted, countOf } from '#kit/counted.ts'
import { ActionIcon, Badge, Button } from '@mantine/core'
import { Link } from 'wouter'
import type { MapColumn, Touchpoint, TouchpointPage } from '#features/journey/contract.ts'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { channelWord } from '#web/channels.ts'
import { Icon } from '#web/components/Icon.tsx'
import { failureWords } from '#web/failure.ts'
import { change, type Asked } from './api.ts'
import { Ideas } from './Ideas.tsx'
import { RankTile } from './JourneyMap.tsx'
import { PieceWords } from './PieceWords.tsx'
import { Seen } from './Seen.tsx'
import { dayWords, healthTone, percent, piecesOf } from './say.ts'
import { useChange } from './useChange.ts'
import { useMembers, usePage } from './useJourney.ts'

export function TouchpointPanel(props: {
  column: MapColumn
  asked: Asked
  onBack: (() => void) | undefined
  onEvidence: () => void
  /** The evidence that rubs: chases, complaints and what else let people down. */
  onRubs: () => void
  onEdit: (() => void) | undefined
}) {
  const { column, asked } = props
  const { data, error, refetch } = usePage(column.touchpoint, asked)
  return (
    <section className="TouchpointPanel Paper" aria-label={column.name}>
      <div className="TouchpointPanel-part stack" data-gap="12">
        <Head {...props} />
        {data ? (
          <Evidence page={data} column={column} onEvidence={props.onEvidence} onRubs={props.onRubs} />
        ) : error ? (
          <FailedFace
            title="It could not be read."
            detail={failureWords(error)}
            onRetry={() => void refetch()}
          />
        ) : (
          <LoadingLines />
        )}
      </div>
      <div className="TouchpointPanel-part">{data && <Ideas page={data} question="easier" />}</div>
      <div className="TouchpointPanel-part stack" data-gap="12">
        {data && <Ideas page={data} question="memorable" />}
        {column.promise && (
          <p className="Notice TouchpointPanel-promise">
            <Icon name="heart-handshake" />
            <span>
              <b>Promises here:</b> kept {counted(column.promise.kept)} of {counted(column.promise.settled)}{' '}
              times, likely {percent(column.promise.low)} to {percent(column.promise.high)}.{' '}
              {column.promise.kept === 0 &&
                'Nothing came in that says one was kept; where it is kept elsewhere, it counts as broken here. '}
              <Link
                href={`/promises?at=${encodeURIComponent(data?.touchpoint.promise ?? '')}`}
                className="Link"
              >
                See them
              </Link>
            </span>
          </p>
        )}
      </div>
    </section>
  )
}

function Head({ column, onBack, onEdit }: Parameters<typeof TouchpointPanel>[0]) {
  return (
    <header className="row" data-gap="6">
      {onBack && (
        <ActionIcon aria-label="Back to the map" onClick={onBack}>
          <Icon name="chevron-left" size="l" />
        </ActionIcon>
      )}
      {column.rank !== null && <RankTile rank={column.rank} />}
      <h2 className="title grow">{column.name}</h2>
      {onEdit && (
        <ActionIcon aria-label={`Change ${column.name}`} onClick={onEdit}>
          <Icon name="pencil" />
        </ActionIcon>
      )}
    </header>
  )
}

function Evidence({
  page,
  column,
  onEvidence,
  onRubs,
}: {
  page: TouchpointPage
  column: MapColumn
  onEvidence: () => void
  onRubs: () => void
}) {
  const carry = useChange()
  const { touchpoint, best } = page
  const steps = [
    words('Comes from', page.comesFrom),
    words('Goes on to', page.goesTo),
    page.dropOff
      ? `After ${percent(page.dropOff.ended / page.dropOff.of)} of them nothing followed for 30 days.`
      : null,
  ].filter((line) => line !== null)
  return (
    <>
      <p className="row wrap" data-gap="12">
        <span>
          <b>{counted(column.counts.met)}</b> happened
        </span>
        <span className="Health-words" data-tone={healthTone(column.health)}>
          <b>{column.health ?? '–'}</b> health
        </span>
        {column.healthBefore !== null && (
          <span className="small third">{column.healthBefore} in the time before</span>
        )}
      </p>
      {touchpoint.effects.length > 0 && (
        <ul className="row wrap" data-gap="6" aria-label="What it does to people">
          {touchpoint.effects.map((effect) => (
            <li key={effect}>
              <Badge data-tone={HARM.has(effect) ? 'bad' : 'good'}>{effect}</Badge>
            </li>
          ))}
        </ul>
      )}
      {(column.counts.chases > 0 || column.counts.complaints > 0) && (
        <button type="button" className="Link" onClick={onRubs}>
          {[
            column.counts.chases > 0 && countOf(column.counts.chases, 'chase'),
            column.counts.complaints > 0 && countOf(column.counts.complaints, 'complaint'),
          ]
            .filter(Boolean)
            .join(' and ')}
        </button>
      )}
      {best.length === 0 ? (
        <p className="second">
          {piecesOf(column) === 0
            ? 'Nobody said how it felt here in this time.'
            : 'What was said here came as scores, without words.'}
        </p>
      ) : (
        best.slice(0, 3).map((piece) => <PieceWords key={piece.entryId} piece={piece} />)
      )}
      {piecesOf(column) > 0 && (
        <button type="button" className="Link" onClick={onEvidence}>
          All {counted(piecesOf(column))} pieces
        </button>
      )}
      <details className="HealthParts">
        <summary>How its health is made</summary>
        {column.parts.length === 0 ? (
          <p className="second">No part has ten pieces yet, so nothing is said.</p>
        ) : (
          <ul>
            {column.parts.map(({ part, value, words }) => (
              <li key={part}>
                <b>{Math.round(value)}</b> {part} <span className="third">{words}</span>
              </li>
            ))}
          </ul>
        )}
        <p className="small third">The plain mean of its parts. {touchpoint.sentence}</p>
      </details>
      {(page.whoMeetsIt !== null || page.busiest !== null) && (
        <p className="second">
          <b>Who meets it:</b> {[page.whoMeetsIt, page.busiest].filter((line) => line !== null).join(' ')}
        </p>
      )}
      {steps.length > 0 && <p className="small second">{steps.join(' ')}</p>}
      <Ties touchpoint={touchpoint} />
      <Seen place={touchpoint} notes={page.notes} />
      <p className="row small third" data-gap="6">
        {touchpoint.reviewedAt === null
          ? 'Nobody has looked at it yet.'
          : `Looked at on ${dayWords(touchpoint.reviewedAt)} by ${touchpoint.reviewedBy ?? 'somebody'}.`}
        <Button
          size="xs"
          variant="subtle"
          onClick={() => void carry(change.review(touchpoint.id), 'Looked at.')}
        >
          I looked at it
        </Button>
      </p>
    </>
  )
}

/** Where it is met and whose it is. */
function Ties({ touchpoint: { channel, ownerId } }: { touchpoint: Touchpoint }) {
  const members = useMembers()
  const owner = members.find(({ id }) => id === ownerId)?.name ?? 'somebody who left'
  if (channel === null && (ownerId === null || members.length === 0)) return null
  return (
    <p className="small second">
      {[channel && `${channelWord(channel)}.`, ownerId && members.length > 0 && `Owned by ${owner}.`]
        .filter(Boolean)
        .join(' ')}
    </p>
  )
}

const HARM: ReadonlySet<string> = new Set(['disappointment', 'distrust', 'reputation'])

const words = (lead: string, list: TouchpointPage['comesFrom']) =>
  list.length === 0
    ? null
    : `${lead} ${list
        .slice(0, 3)
        .map(({ name, times }) => `${name} (${counted(times)})`)
        .join(', ')}.`
