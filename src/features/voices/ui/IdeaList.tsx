/** The inbox of ideas: those that say nearly the same stand together with how many people had them, each in her own words; taken apart with a way back. */
import { counted, countOf } from '#kit/counted.ts'
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { GatheredIdea, MoveIdeas } from '#features/voices/contract.ts'
import { send } from '#web/api.ts'
import { Answered } from '#web/Answered.tsx'
import { EmptyFace } from '#web/components/Faces.tsx'
import { failureWords } from '#web/failure.ts'
import { whenInLine } from '#web/times.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { change, read } from './api.ts'
import { VoiceQuote } from './VoiceQuote.tsx'

export function IdeaList({ now, mayWrite }: { now: number; mayWrite: boolean }) {
  const { data, error, refetch } = useQuery({ queryKey: ['voices-list', 'ideas'], queryFn: read.ideas })
  return (
    <Answered answer={data} error={error} onRetry={refetch} failed="The ideas could not be read.">
      {({ items, ideas, comments, days }) =>
        items.length === 0 ? (
          <EmptyFace icon="bulb" title="No idea yet">
            What customers wish for lands here: every comment of a theme of the kind idea.
          </EmptyFace>
        ) : (
          <section className="Paper WorkList" aria-label="Ideas">
            <p className="small second WorkList-head">
              {countOf(ideas, 'idea')} in {countOf(comments, 'comment')} of the last {days / 7} weeks. What
              says nearly the same stands together; each keeps its own words.
              {ideas > items.length && ` The ${items.length} that most people had are shown.`}
            </p>
            {items.map((idea) => (
              <Idea key={idea.id} idea={idea} now={now} mayWrite={mayWrite} />
            ))}
          </section>
        )
      }
    </Answered>
  )
}

function Idea({ idea, now, mayWrite }: { idea: GatheredIdea; now: number; mayWrite: boolean }) {
  const [isOpen, setOpen] = useState(false)
  const place = useId()
  const { count, people, said } = idea
  return (
    <div className="Idea" data-many={count > 1 || undefined}>
      <VoiceQuote
        voice={said}
        now={now}
        actions={
          count > 1 && (
            <>
              <span>
                · <b className="strong">{countOf(people, 'person', 'people')}</b>, last{' '}
                {whenInLine(idea.lastAt, now)}
              </span>
              <span className="push">
                <Button
                  size="xs"
                  aria-expanded={isOpen}
                  aria-controls={place}
                  onClick={() => setOpen(!isOpen)}
                >
                  {isOpen ? 'Show less' : `Show all ${counted(count)}`}
                </Button>
              </span>
            </>
          )
        }
      />
      {isOpen && (
        <div
          id={place}
          className="Idea-others"
          role="group"
          aria-label={`Also said of “${said.text.slice(0, 60)}”`}
        >
          <Others idea={idea} now={now} mayWrite={mayWrite} onApart={() => setOpen(false)} />
        </div>
      )}
    </div>
  )
}

function Others(props: { idea: GatheredIdea; now: number; mayWrite: boolean; onApart: () => void }) {
  const { idea, now, mayWrite } = props
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: ['voices-list', 'idea', idea.id, idea.count],
    queryFn: () => read.idea(idea.id),
  })
  const move = async (body: MoveIdeas, told: string, undo?: () => void): Promise<void> => {
    try {
      await send(change.moveIdeas(body))
      tell(told, undo)
    } catch (failure) {
      tellFailure(failureWords(failure))
    }
    await client.invalidateQueries({ queryKey: ['voices-list'] })
  }
  const apart = (ids: string[]): void => {
    const back = () => void move({ ids, with: idea.id }, 'Together again.')
    void move({ ids, with: null }, ids.length === 1 ? 'It stands alone.' : 'Each stands alone.', back)
  }
  return (
    <Answered answer={data} error={error} onRetry={refetch} failed="Who else had it could not be read.">
      {({ items }) => {
        const others = items.filter(({ id }) => id !== idea.said.id)
        return (
          <>
            {others.map((voice) => (
              <VoiceQuote
                key={voice.id}
                voice={voice}
                now={now}
                actions={
                  mayWrite && (
                    <span className="push">
                      <Button size="xs" onClick={() => apart([voice.id])}>
                        Another idea
                      </Button>
                    </span>
                  )
                }
              />
            ))}
            {mayWrite && others.length > 1 && (
              <p>
                <Button
                  size="xs"
                  onClick={() => {
                    props.onApart()
                    apart(others.map(({ id }) => id))
                  }}
                >
                  Take all apart
                </Button>
              </p>
            )}
            {idea.count > 100 && <p className="small third">The newest hundred are shown.</p>}
          </>
        )
      }}
    </Answered>
  )
}
