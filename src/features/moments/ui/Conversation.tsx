/** The message a moment was noticed in, with its marks, and what stands around it in the same conversation, folded. */
import { Fragment, Suspense, useState } from 'react'
import type { DoneAct, MomentDetail } from '#features/moments/contract.ts'
import type { TimelineEntry } from '#features/timeline/contract.ts'
import { NumberedWords } from '#web/components/Evidence.tsx'
import type { NumberedMark } from '#web/components/Evidence.tsx'
import { OwnWords } from '#web/components/OwnWords.tsx'
import { ownText } from '#web/components/own-words.ts'
import { filesOf, hasPage } from '#web/letter/letter.ts'
import { SenderMark } from '#web/letter/SenderMark.tsx'
import { onDemand } from '#web/on-demand.ts'
import { whenInLine, whenSaid } from '#web/times.ts'
import { Hints } from './Hints.tsx'

const SHOWN_EARLIER = 2

const LetterExtras = onDemand(() => import('#web/letter/LetterExtras.tsx'), 'LetterExtras')

export function Conversation(props: {
  detail: MomentDetail
  now: number
  onReason: (number: number) => void
}) {
  const { detail, now } = props
  return (
    <>
      <Folded entries={detail.earlier} hints={detail.hints} now={now} fold />
      {detail.entry && <Message detail={detail} entry={detail.entry} now={now} onReason={props.onReason} />}
      <Folded entries={detail.later} hints={detail.hints} now={now} />
      <DoneActs done={detail.done} now={now} />
    </>
  )
}

function Message(props: {
  detail: MomentDetail
  entry: TimelineEntry
  now: number
  onReason: (number: number) => void
}) {
  const { entry, detail } = props
  const marks = entry.text === null ? [] : marksOf(detail, entry.text)
  const hints = detail.hints.filter(({ entryId }) => entryId === entry.id)
  return (
    <article className="Message" aria-label="The words it was noticed in">
      <div className="row between Message-head">
        <span className="truncate">
          <b className="strong">{authorOf(entry, detail)}</b> <SenderMark entry={entry} />{' '}
          {entry.title && <span className="third small">{entry.title}</span>}
        </span>
        <time className="small third fixed" dateTime={entry.at}>
          {whenSaid(entry.at, props.now)}
        </time>
      </div>
      {entry.text ? (
        <div className="voice Message-text">
          <OwnWords text={entry.text} history={historyOf(entry, marks)}>
            {(words, start) => (
              <NumberedWords
                text={words}
                marks={marks.map((mark) => ({ ...mark, start: mark.start - start, end: mark.end - start }))}
                faint={hints.map((hint) => ({
                  start: hint.start - start,
                  end: hint.end - start,
                  maybe: hint.short,
                }))}
                onPick={props.onReason}
                describedBy={(number) => `reason-${number}`}
              />
            )}
          </OwnWords>
        </div>
      ) : (
        <p className="Message-text">
          {entry.summary}
          {entry.detail && <span className="third"> {entry.detail}</span>}
        </p>
      )}
      <Extras entry={entry} />
      <Hints hints={hints} />
    </article>
  )
}

/** Pictures, files and the page of a message, where there are any. */
function Extras({ entry }: { entry: TimelineEntry }) {
  if (filesOf(entry).length === 0 && !hasPage(entry)) return null
  return (
    <Suspense fallback={null}>
      <LetterExtras entry={entry} />
    </Suspense>
  )
}

/** The signs that have words in this text, with the number of their reason; a place that does not hold its quote is left out. */
function marksOf(detail: MomentDetail, text: string): NumberedMark[] {
  return detail.signs.flatMap(({ start, end, quote }, i) =>
    start !== null && end !== null && text.slice(start, end) === quote ? [{ start, end, number: i + 1 }] : [],
  )
}

/** What is folded away: never the words that gave a moment away, wherever they stood. */
function historyOf({ text, history }: TimelineEntry, marks: readonly NumberedMark[]) {
  const folded = history.filter(({ start, end }) =>
    marks.every((mark) => mark.end <= start || mark.start >= end),
  )
  const isAll = text !== null && ownText(text, folded) === text.trim()
  return isAll ? [] : folded
}

/** Older or later lines of the conversation, one line each; a press opens one. */
function Folded({
  entries,
  hints,
  now,
  fold = false,
}: {
  entries: readonly TimelineEntry[]
  hints: MomentDetail['hints']
  now: number
  fold?: boolean
}) {
  const [isUnfolded, setUnfolded] = useState(false)
  if (entries.length === 0) return null
  const shown = isUnfolded || !fold ? entries : entries.slice(-SHOWN_EARLIER)
  const hidden = entries.length - shown.length
  return (
    <div className="Folded">
      {hidden > 0 && (
        <button type="button" className="Link" onClick={() => setUnfolded(true)}>
          {hidden} earlier
        </button>
      )}
      {shown.map((entry) => (
        <Fragment key={entry.id}>
          <FoldedLine entry={entry} now={now} />
          <Extras entry={entry} />
          <Hints hints={hints.filter(({ entryId }) => entryId === entry.id)} withQuote />
        </Fragment>
      ))}
    </div>
  )
}

function FoldedLine({ entry, now }: { entry: TimelineEntry; now: number }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <button
      type="button"
      className="FoldedLine plain"
      aria-expanded={isOpen}
      data-open={isOpen || undefined}
      onClick={() => setOpen(!isOpen)}
    >
      <time className="small third" dateTime={entry.at}>
        {whenInLine(entry.at, now)}
      </time>
      <span className="FoldedLine-words">
        <b className="strong">{firstName(entry.author.name) ?? authorWord(entry)}</b>{' '}
        {entry.text ? <span className="voice">{ownText(entry.text, entry.history)}</span> : entry.summary}
      </span>
    </button>
  )
}

/** What the agent has logged here already. */
function DoneActs({ done, now }: { done: readonly DoneAct[]; now: number }) {
  if (done.length === 0) return null
  return (
    <div className="Folded">
      {done.map((act) => (
        <div className="FoldedLine" key={act.id} data-open>
          <time className="small third" dateTime={act.at}>
            {whenInLine(act.at, now)}
          </time>
          <span className="FoldedLine-words">
            <b className="strong">{firstName(act.by) ?? act.by}</b>{' '}
            <span className="small third">{wordOf(act)}</span> <span className="voice">{act.text}</span>
          </span>
        </div>
      ))}
    </div>
  )
}

function wordOf(act: DoneAct): string {
  if (act.kind === 'note') return 'note'
  return act.via === 'copied' ? 'copied and logged' : 'logged'
}

function authorOf(entry: TimelineEntry, detail: MomentDetail): string {
  return (
    entry.author.name ?? (entry.author.kind === 'customer' ? detail.row.customer.name : authorWord(entry))
  )
}

function authorWord(entry: TimelineEntry): string {
  return { customer: 'Customer', agent: 'Us', machine: 'Automatic' }[entry.author.kind]
}

function firstName(name: string | null): string | undefined {
  return name?.split(' ')[0]
}
