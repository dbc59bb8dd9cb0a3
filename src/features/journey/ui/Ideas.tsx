/** One of the two questions of a touchpoint, with the ideas that answer it: where each stands, who owns it, who wants it. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import {
  IDEA_STANDINGS,
  type Idea,
  type IdeaStanding,
  type Question,
  type TouchpointPage,
} from '#features/journey/contract.ts'
import { Icon } from '#web/components/Icon.tsx'
import { useSession } from '#web/session.ts'
import { change } from './api.ts'
import { FixSheet } from './fixes/FixSheet.tsx'
import { useChange } from './useChange.ts'

const QUESTIONS: Readonly<Record<Question, { icon: string; words: string }>> = {
  easier: { icon: 'leaf', words: 'How could we make it easier?' },
  memorable: { icon: 'heart', words: 'How could we make it more memorable?' },
}
const STANDING_WORDS: Readonly<Record<IdeaStanding, string>> = {
  idea: 'Idea',
  testing: 'Testing',
  doing: 'Doing',
  done: 'Done, keep',
  dropped: 'Dropped',
}

export function Ideas({ page, question }: { page: TouchpointPage; question: Question }) {
  const mayThink = useSession().permissions.includes('ideas.write')
  const ideas = page.ideas.filter((idea) => idea.question === question)
  const { icon, words } = QUESTIONS[question]
  return (
    <div className="Ideas stack" data-gap="6">
      <h3 className="head row" data-gap="6">
        <Icon name={icon} />
        {words}
      </h3>
      {ideas.map((idea) => (
        <IdeaCard key={idea.id} idea={idea} place={page.touchpoint.name} mayThink={mayThink} />
      ))}
      {ideas.length === 0 && !mayThink && <p className="second">No idea yet.</p>}
      {mayThink && <NewIdea touchpoint={page.touchpoint.id} question={question} />}
    </div>
  )
}

function IdeaCard({ idea, place, mayThink }: { idea: Idea; place: string; mayThink: boolean }) {
  const carry = useChange()
  const { member: me, permissions } = useSession()
  const [isFix, setFix] = useState(false)
  const isOpen = idea.standing === 'idea' || idea.standing === 'testing'
  const isMine = idea.owner?.id === me.id
  const move = (standing: IdeaStanding) =>
    void carry(
      change.alterIdea(idea, { standing }, STANDING_WORDS[standing]),
      `${STANDING_WORDS[standing]}: ${idea.words}`,
      () => void carry(change.alterIdea(idea, { standing: idea.standing }, STANDING_WORDS[idea.standing])),
    )
  return (
    <article className="IdeaCard" data-standing={idea.standing}>
      <div className="row between" data-gap="12">
        <p>{idea.words}</p>
        {mayThink ? (
          <select
            className="Badge IdeaCard-standing"
            data-standing={idea.standing}
            aria-label={`Where “${idea.words}” stands`}
            value={idea.standing}
            onChange={(event) => move(event.target.value as IdeaStanding)}
          >
            {IDEA_STANDINGS.map((standing) => (
              <option key={standing} value={standing}>
                {STANDING_WORDS[standing]}
              </option>
            ))}
          </select>
        ) : (
          <span className="Badge">{STANDING_WORDS[idea.standing]}</span>
        )}
      </div>
      <p className="row small third wrap" data-gap="6">
        {idea.by}
        {idea.owner && ` · ${isMine ? 'you own it' : `${idea.owner.name} owns it`}`}
        {mayThink && (
          <>
            <button
              type="button"
              className="Link"
              aria-pressed={idea.isVotedByMe}
              onClick={() => void carry(change.vote(idea))}
            >
              <Icon name="thumb-up" size="s" /> {idea.votes} {idea.votes === 1 ? 'vote' : 'votes'}
            </button>
            <button
              type="button"
              className="Link"
              onClick={() => void carry(change.alterIdea(idea, { ownerId: isMine ? null : me.id }, 'Owner'))}
            >
              {isMine ? 'Let go of it' : 'Own it'}
            </button>
            {isOpen && permissions.includes('fixes.write') && (
              <button type="button" className="Link" onClick={() => setFix(true)}>
                Fix this week
              </button>
            )}
          </>
        )}
      </p>
      {isFix && (
        <FixSheet
          wanted={{
            touchpoint: idea.touchpoint,
            name: place,
            idea: { id: idea.id, words: idea.words, ownerId: idea.owner?.id ?? null },
          }}
          onClose={() => setFix(false)}
        />
      )}
    </article>
  )
}

function NewIdea({ touchpoint, question }: { touchpoint: string; question: Question }) {
  const carry = useChange()
  const [words, setWords] = useState<string | null>(null)
  if (words === null)
    return (
      <button type="button" className="Link Ideas-add" onClick={() => setWords('')}>
        <Icon name="plus" size="s" /> Add an idea
      </button>
    )
  const isReady = words.trim().length >= 3
  const add = async () => {
    if (isReady && (await carry(change.idea(touchpoint, { question, words: words.trim() })))) setWords(null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setWords(null)
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void add()
  }
  return (
    <form
      className="stack"
      data-gap="6"
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <textarea
        className="Input"
        autoFocus
        rows={2}
        maxLength={500}
        placeholder="One honest sentence"
        aria-label={QUESTIONS[question].words}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="row" data-gap="6">
        <Button type="submit" size="xs" variant="filled" disabled={!isReady}>
          Write it down
        </Button>
        <Button size="xs" variant="subtle" onClick={() => setWords(null)}>
          Not now
        </Button>
      </div>
    </form>
  )
}
