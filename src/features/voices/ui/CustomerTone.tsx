/** How a customer sounds over time: a mark for each of her newest comments, which opens it, and a sentence where it has turned. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { CustomerTone as Tone } from '#features/voices/contract.ts'
import { whenFull } from '#web/times.ts'
import { read } from './api.ts'
import { SOURCE_WORDS } from './VoiceQuote.tsx'
import './customer-tone.css'

/** Of fewer comments nothing can be seen. */
const LEAST = 3

export function CustomerTone({ customerId }: { customerId: string }) {
  const { data } = useQuery({
    queryKey: ['customer-tone', customerId],
    queryFn: () => read.tone(customerId),
    staleTime: 60_000,
  })
  // It is an aside: what could not be read is not missed, and nothing is moved for it later.
  if (!data || data.items.length < LEAST) return null
  return (
    <section className="CustomerTone" aria-label="How she sounds">
      <h3 className="head">How she sounds</h3>
      <ol className="row" data-gap="4">
        {data.items.map(({ id, at, source, feeling }) => (
          <li key={id}>
            <Link
              href={`/voices/comments/${id}`}
              className="CustomerTone-mark"
              data-side={feeling}
              title={`${SOURCE_WORDS[source]}, ${whenFull(at)}: ${feeling}`}
              aria-label={`${SOURCE_WORDS[source]}, ${whenFull(at)}: ${feeling}`}
            />
          </li>
        ))}
      </ol>
      <p className="small third">{toneWords(data)}</p>
    </section>
  )
}

function toneWords({ turn, before, of, items }: Tone): string {
  if (turn === null) return `Her last ${items.length} comments, the oldest first; each opens.`
  const felt = turn === 'worse' ? 'negative' : 'positive'
  const earlier = `${before === 0 ? 'none' : before} of the ${of} before`
  return `Sounds ${turn} than before: the last three are ${felt}, ${earlier} ${before > 1 ? 'were' : 'was'}.`
}
