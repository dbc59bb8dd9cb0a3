/** What she said got in her way, and what was done about it: hers alone. */
import { Button } from '@mantine/core'
import { CAUSE_WORDS } from '#features/home/contract.ts'
import { Answered } from '#web/Answered.tsx'
import { LoadingLines } from '#web/components/Faces.tsx'
import { Kbd } from '#web/components/Kbd.tsx'
import { useTime } from '#web/clock.ts'
import { whenShort } from '#web/times.ts'
import { useOwnNotes } from './useVoice.ts'

const SHOWN = 4

export function OwnNotesCard({ onLog }: { onLog: () => void }) {
  const { data, error, refetch } = useOwnNotes()
  const now = useTime(60_000)
  const items = data?.items ?? []
  return (
    <section className="HomeCard Paper" aria-labelledby="home-own-notes">
      <header className="row between">
        <h2 className="head" id="home-own-notes">
          What got in your way
        </h2>
        <Button size="xs" variant="default" onClick={onLog}>
          Write it down <Kbd>B</Kbd>
        </Button>
      </header>
      <Answered
        answer={data}
        error={error}
        onRetry={refetch}
        failed="It could not be read."
        loading={<LoadingLines widths={[92, 84]} />}
      >
        {() =>
          items.length === 0 ? (
            <p className="second">
              Nothing yet. What you write down goes on without your name; the answer comes back here.
            </p>
          ) : (
            <ul>
              {items.slice(0, SHOWN).map((note) => (
                <li key={note.id} className="HomeHindrance">
                  <p>
                    <b>{CAUSE_WORDS[note.cause]}</b>{' '}
                    {note.name !== null && <span className="second">at {note.name}</span>}{' '}
                    <span className="small third">{whenShort(note.at, now)}</span>
                  </p>
                  {note.line !== null && <p className="voice">“{note.line}”</p>}
                  <p className="small">
                    {note.answer ? (
                      <>
                        <span className="good strong">Done:</span> {note.answer.words}{' '}
                        <span className="third">· {note.answer.by}</span>
                      </>
                    ) : (
                      <span className="third">No answer yet</span>
                    )}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  )
}
