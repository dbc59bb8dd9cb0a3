/** What customers say the most, in one paragraph: each figure and name opens its comments, each quote the comment it stands in. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { SaidPart } from '#features/voices/contract.ts'
import { failureWords } from '#web/failure.ts'
import { read, type Asked } from './api.ts'

export type Felt = 'negative' | null

export function SaidParagraph(props: Asked & { onOpen: (themeId: string, felt: Felt) => void }) {
  const { days, source, onOpen } = props
  const { data, error } = useQuery({
    queryKey: ['themes', 'summary', days, source],
    queryFn: () => read.summary({ days, source }),
    placeholderData: (before) => before,
  })
  if (error && !data) return <p className="small bad Said">{failureWords(error)}</p>
  if (!data || data.parts.length === 0) return null
  return (
    <div className="Said">
      <p className="Said-words">
        {data.parts.map((part, at) => (
          <Part key={at} part={part} onOpen={onOpen} />
        ))}
      </p>
      <p className="small third">Counted and quoted on this machine. Each figure opens its comments.</p>
    </div>
  )
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
