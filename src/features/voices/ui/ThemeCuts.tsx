/** Where a theme is said: by product, channel, segment or touchpoint, each share with its interval and of how many; too few say nothing. */
import { counted } from '#kit/counted.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CutBy, ThemeCut } from '#features/voices/contract.ts'
import { channelWord } from '#web/channels.ts'
import { LoadingLines } from '#web/components/Faces.tsx'
import { Segments } from '#web/components/Segments.tsx'
import { failureWords } from '#web/failure.ts'
import { read } from './api.ts'

export function ThemeCuts({ id, days }: { id: string; days: number }) {
  const [by, setBy] = useState<CutBy>('product')
  const { data, error } = useQuery({
    queryKey: ['theme', id, 'cuts', by, days],
    queryFn: () => read.cuts(id, by, days),
    placeholderData: (before) => (before?.by === by ? before : undefined),
  })
  return (
    <section className="stack" data-gap="6" aria-label="Where it is said">
      <Segments
        label="Where it is said"
        value={by}
        onChange={setBy}
        choices={[
          { value: 'product', label: 'Product' },
          { value: 'channel', label: 'Channel' },
          { value: 'segment', label: 'Orders' },
          { value: 'touchpoint', label: 'Touchpoint' },
        ]}
      />
      {error && !data ? (
        <p className="small bad">{failureWords(error)}</p>
      ) : !data ? (
        <LoadingLines widths={[80, 60]} />
      ) : data.items.length === 0 ? (
        <p className="small third">None of these comments tells.</p>
      ) : (
        <>
          <ul className="ThemeCuts">
            {data.items.map((cut) => (
              <Row key={cut.key} cut={cut} label={by === 'channel' ? channelWord(cut.label) : cut.label} />
            ))}
          </ul>
          <p className="small third">
            Of all comments there, with the 95% interval; “more” and “less” only beyond chance (99%).
            {data.more > 0 && ` ${data.more} further ones with fewer comments.`}
          </p>
        </>
      )}
    </section>
  )
}

function Row({ cut: { count, of, share, apart }, label }: { cut: ThemeCut; label: string }) {
  const percent = (part: number) => Math.round(part * 100)
  return (
    <li className="ThemeCut">
      <span className="truncate" title={label}>
        {label}
      </span>
      <span className="small second">
        {counted(count)} of {counted(of)}
      </span>
      {share ? (
        <>
          <span className="ThemeCut-line" aria-hidden="true">
            <i
              className="ThemeCut-range"
              style={{ insetInlineStart: `${share.low * 100}%`, width: `${(share.high - share.low) * 100}%` }}
            />
            <i className="ThemeCut-dot" style={{ insetInlineStart: `${share.share * 100}%` }} />
          </span>
          <span className="small">
            <b>{percent(share.share)}%</b>{' '}
            <span className="third">
              {percent(share.low)} to {percent(share.high)}
            </span>
            {apart && <b> {apart}</b>}
          </span>
        </>
      ) : (
        <span className="small third ThemeCut-few">too few to say</span>
      )}
    </li>
  )
}
