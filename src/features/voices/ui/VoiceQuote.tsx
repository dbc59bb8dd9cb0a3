/** What one customer said, in her own words, with the words that matter marked and where it was said. */
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { VoiceRow, VoiceSource } from '#features/voices/contract.ts'
import { MarkedWords } from '#web/components/Evidence.tsx'
import { whenInLine } from '#web/times.ts'

export const SOURCE_WORDS: Readonly<Record<VoiceSource, string>> = {
  survey: 'Survey',
  message: 'Message',
  review: 'Review',
  community: 'Community',
  call: 'Call',
}

/** Longer words are cut around the mark; the whole stands on the voice's page. */
const SHOWN = 320

export function VoiceQuote({ voice, now, actions }: { voice: VoiceRow; now: number; actions?: ReactNode }) {
  const { text, marks } = around(voice)
  return (
    <article className="VoiceQuote">
      <p className="voice">
        “<MarkedWords text={text} marks={marks} />”
      </p>
      <div className="row wrap small third" data-gap="6">
        <span>
          {SOURCE_WORDS[voice.source]}
          {voice.rating === null ? '' : `, ${voice.rating}`} · {whenInLine(voice.at, now)} ·{' '}
          <Link href={`/customers/${voice.customerId}`} className="Link">
            {voice.customer ?? 'A customer'}
          </Link>{' '}
          ·{' '}
          <Link href={`/voices/comments/${voice.id}`} className="Link">
            In its place
          </Link>
        </span>
        {voice.closed && <span>· {voice.closed.how === 'replied' ? 'answered' : 'needs nothing'}</span>}
        {actions}
      </div>
    </article>
  )
}

function around({ text, mark }: VoiceRow): { text: string; marks: { start: number; end: number }[] } {
  if (text.length <= SHOWN) return { text, marks: mark ? [mark] : [] }
  const from = mark ? Math.max(0, Math.min(mark.start - 120, text.length - SHOWN)) : 0
  const start = from === 0 ? 0 : text.indexOf(' ', from) + 1
  const end = Math.max(mark?.end ?? 0, start + SHOWN)
  const shown = `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`
  const shift = start - (start > 0 ? 1 : 0)
  return { text: shown, marks: mark ? [{ start: mark.start - shift, end: mark.end - shift }] : [] }
}
