/** One field of the workbook: words, a feeling, a day or a name; under it who wrote it and how saving stands. */
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import {
  LONGEST_ANSWER,
  type WorkbookField,
  type WorkbookQuestion,
} from '#features/journey/contract/workbook.ts'
import { Avatar } from '#web/components/Avatar.tsx'
import { Kbd } from '#web/components/Kbd.tsx'
import { dayWords } from '../say.ts'
import { useBook } from './book.ts'
import { PastTexts } from './PastTexts.tsx'
import { FeelingChoice } from './FeelingChoice.tsx'
import { useField, type FieldInHand } from './useField.ts'

export function Answer(props: {
  fieldKey: string
  question: WorkbookQuestion
  /** Where the field stands, for who cannot see it: "Dispatch notice: How could we make it easier?". */
  label: string
}) {
  const { fieldKey, question, label } = props
  const { book, mayWrite, others, onField } = useBook()
  const stored = book.fields.find(({ key }) => key === fieldKey)
  const field = useField(book.id, fieldKey, stored)
  const [isIn, setIn] = useState(false)
  const [isPast, setPast] = useState(false)
  const footId = useId()
  const here = others.filter(({ key }) => key === fieldKey)
  const hands = {
    'aria-label': label,
    'aria-describedby': footId,
    disabled: !mayWrite,
    onFocus: () => {
      setIn(true)
      field.enter()
      onField(fieldKey)
    },
    onBlur: () => {
      setIn(false)
      field.leave()
      onField(null)
    },
  }
  return (
    <div
      className="Answer"
      data-empty={field.text === '' || undefined}
      data-in={isIn || undefined}
      data-others={here.length > 0 || undefined}
      data-kind={question.kind}
    >
      <Hands question={question} field={field} hands={hands} />
      <div className="Answer-foot small third" id={footId}>
        {here.map(({ memberId, name, initials }) => (
          <span className="row fixed Answer-other" data-gap="4" key={memberId} role="status">
            <Avatar name={name} initials={initials} size="s" />
            {firstName(name)} is in this field
          </span>
        ))}
        <Standing field={field} stored={stored} isIn={isIn} kind={question.kind} />
        {(stored?.past ?? 0) > 0 && (
          <button type="button" className="Link" onClick={() => setPast(true)}>
            Earlier words
          </button>
        )}
      </div>
      {field.theirs && (
        <p className="Answer-note">
          {firstName(field.theirs.by)} wrote meanwhile: “{field.theirs.text || 'nothing'}”. Yours stay, and
          hers are kept.{' '}
          <button
            type="button"
            className="Link"
            onMouseDown={(event) => event.preventDefault()}
            onClick={field.takeTheirs}
          >
            Take {firstName(field.theirs.by)}’s
          </button>
        </p>
      )}
      {field.over && !field.theirs && (
        <p className="Answer-note" role="status">
          This took the place of {firstName(field.over.by)}’s words: “{field.over.text}”. They are kept under
          “Earlier words”.
        </p>
      )}
      {isPast && (
        <PastTexts
          bookId={book.id}
          fieldKey={fieldKey}
          question={question.words}
          onBring={mayWrite ? field.writeNow : undefined}
          onClose={() => setPast(false)}
        />
      )}
    </div>
  )
}

type HandsProps = {
  question: WorkbookQuestion
  field: FieldInHand
  hands: {
    'aria-label': string
    'aria-describedby': string
    disabled: boolean
    onFocus: () => void
    onBlur: () => void
  }
}

function Hands({ question, field, hands }: HandsProps) {
  const { members } = useBook()
  switch (question.kind) {
    case 'feeling':
      return <FeelingChoice value={field.text} onChange={field.writeNow} {...hands} />
    case 'date':
      return (
        <input
          type="date"
          value={field.text}
          onChange={({ target }) => field.writeNow(target.value)}
          {...hands}
        />
      )
    case 'member':
      return (
        <select value={field.text} onChange={({ target }) => field.writeNow(target.value)} {...hands}>
          <option value="">Nobody yet</option>
          {members.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          {field.text !== '' && !members.some(({ id }) => id === field.text) && (
            <option value={field.text}>somebody who left</option>
          )}
        </select>
      )
    default:
      return (
        <textarea
          rows={question.kind === 'idea' ? 2 : 1}
          maxLength={LONGEST_ANSWER}
          placeholder={question.help || 'Write …'}
          value={field.text}
          onChange={({ target }) => field.write(target.value)}
          {...hands}
        />
      )
  }
}

function Standing(props: {
  field: FieldInHand
  stored: WorkbookField | undefined
  isIn: boolean
  kind: WorkbookQuestion['kind']
}): ReactNode {
  const { field, stored, isIn, kind } = props
  const { saving, before } = field
  switch (saving.is) {
    case 'saving':
      return <span role="status">Saving …</span>
    case 'kept':
      return (
        <span className="warn" role="status">
          Kept on this device; it goes out when there is a connection.
        </span>
      )
    case 'failed':
      return (
        <span className="bad" role="alert">
          Not saved. {saving.words}{' '}
          <button type="button" className="Link" onClick={() => field.writeNow(field.text)}>
            Try again
          </button>
        </span>
      )
    case 'saved':
      return (
        <span role="status">
          Saved a moment ago
          {before !== undefined && (
            <>
              {' · '}
              <button
                type="button"
                className="Link"
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => field.writeNow(before)}
              >
                Undo
              </button>
            </>
          )}
        </span>
      )
    case 'typing':
      return <SavedAsYouType />
    case 'still':
      if (isIn && (kind === 'text' || kind === 'idea')) return <SavedAsYouType />
      return stored && stored.text !== '' ? <Writer stored={stored} /> : null
  }
}

function SavedAsYouType() {
  return (
    <span>
      Saved as you type · <Kbd>⇥</Kbd> next question
    </span>
  )
}

/** "Jo · became an idea, Priya owns it". */
function Writer({ stored }: { stored: WorkbookField }) {
  const { book } = useBook()
  const idea = book.ideas.find(({ id }) => id === stored.ideaId)
  const became = !idea
    ? ''
    : idea.standing === 'done'
      ? ` · live since ${dayWords(idea.standingAt)}`
      : idea.owner
        ? ` · became an idea, ${firstName(idea.owner.name)} owns it`
        : ' · became an idea'
  return (
    <span className="row fixed" data-gap="6">
      <Avatar name={stored.by} size="s" />
      {firstName(stored.by)}
      {became}
    </span>
  )
}

const firstName = (name: string) => name.split(' ')[0] ?? name
