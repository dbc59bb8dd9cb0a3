/** What customers say the most, in one paragraph: each figure and name opens its comments, each quote the comment it stands in. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import type { SaidPart, WrittenAnswer } from '#features/voices/contract.ts'
import { failureWords } from '#web/failure.ts'
import { useSession } from '#web/session.ts'
import { tellFailure } from '#web/toasts.ts'
import { ask, read, type Asked } from './api.ts'

export type Felt = 'negative' | null

export function SaidParagraph(props: Asked & { onOpen: (themeId: string, felt: Felt) => void }) {
  const { days, source, onOpen } = props
  const { data, error } = useQuery({
    queryKey: ['themes', 'summary', days, source],
    queryFn: () => read.summary({ days, source }),
    placeholderData: (before) => before,
  })
  // What was written stands while the counts and quotes it was told stand.
  const written = useWritten({ days, source }, data?.text)
  if (error && !data) return <p className="small bad Said">{failureWords(error)}</p>
  if (!data || data.parts.length === 0) return null
  const mayAsk = data.writer !== null && written.mayAsk
  return (
    <div className="Said" aria-busy={written.isBusy}>
      <p className="Said-words">
        {(written.answer?.parts ?? data.parts).map((part, at) => (
          <Part key={at} part={part} onOpen={onOpen} />
        ))}
      </p>
      <p className="small third">
        {written.answer?.label ? (
          <>
            <span className="Badge">Model-written</span> {written.answer.label}{' '}
          </>
        ) : (
          <>
            {written.answer?.because && <span>{written.answer.because} </span>}
            Counted and quoted on this machine. Each figure opens its comments.{' '}
          </>
        )}
        {written.answer?.parts ? (
          <button type="button" className="Link" onClick={written.drop}>
            Show the one made here
          </button>
        ) : (
          mayAsk && (
            <button type="button" className="Link" disabled={written.isBusy} onClick={written.ask}>
              {written.isBusy ? `${data.writer} writes …` : `Have it written by ${data.writer}`}
            </button>
          )
        )}
      </p>
    </div>
  )
}

/** What the language model made of it, once somebody asked. */
function useWritten(asked: Asked, told: string | undefined) {
  const mayAsk = useSession().permissions.includes('voices.write')
  const [held, setHeld] = useState<{ told: string | undefined; answer: WrittenAnswer }>()
  const [isBusy, setBusy] = useState(false)
  const have = async (): Promise<void> => {
    setBusy(true)
    try {
      setHeld({ told, answer: await ask.paragraph(asked) })
    } catch (failure) {
      tellFailure(failureWords(failure))
    }
    setBusy(false)
  }
  return {
    mayAsk,
    isBusy,
    answer: held && held.told === told ? held.answer : undefined,
    ask: () => void have(),
    drop: () => setHeld(undefined),
  }
}

function Part({ part, onOpen }: { part: SaidPart; onOpen: (themeId: string, felt: Felt) => void }) {
  switch (part.kind) {
    case 'words':
      return part.text
    case 'quote':
      return (
        <Link href={`/voices/comments/${part.voiceId}`} className="Said-quote voice">
          “{part.text}”
        </Link>
      )
    case 'theme':
      return <b>{part.text.slice(1, -1)}</b>
    case 'figure':
      return (
        <button
          type="button"
          className="Said-figure"
          aria-label={`${part.text} comments, open them`}
          onClick={() => onOpen(part.themeId, part.feeling)}
        >
          {part.text}
        </button>
      )
  }
}
