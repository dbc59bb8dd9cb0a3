/** What is often overlooked (S2.7): much happens there, and nobody looked for too long. */
import { counted } from '#kit/counted.ts'
import { Link } from 'wouter'
import { Button } from '@mantine/core'
import type { Overlooked } from '#features/journey/contract.ts'
import { Answered } from '#web/Answered.tsx'
import { LoadingLines } from '#web/components/Faces.tsx'
import { useSession } from '#web/session.ts'
import { change } from '../api.ts'
import { useChange } from '../useChange.ts'
import { useOverlooked } from './useFixes.ts'
import './fixes.css'

const SHOWN = 4

export function OverlookedCard() {
  const { data, error, refetch } = useOverlooked()
  return (
    <section className="OverlookedCard Paper" aria-labelledby="overlooked">
      <header className="row between">
        <h2 className="head" id="overlooked">
          Often overlooked
        </h2>
        <span className="small third">much happens there, nobody looked</span>
      </header>
      <Answered
        answer={data}
        error={error}
        onRetry={refetch}
        failed="It could not be read."
        loading={<LoadingLines widths={[92, 84]} />}
      >
        {(data) =>
          data.items.length === 0 ? (
            <p className="second">Every busy touchpoint was looked at in time.</p>
          ) : (
            <ul>
              {data.items.slice(0, SHOWN).map((one) => (
                <Row key={one.touchpoint} one={one} />
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  )
}

function Row({ one }: { one: Overlooked }) {
  const carry = useChange()
  const mayThink = useSession().permissions.includes('ideas.write')
  return (
    <li className="row between" data-gap="12">
      <span className="OverlookedCard-what">
        <Link href={`/journey/${encodeURIComponent(one.touchpoint)}`} className="strong">
          {one.name}
        </Link>
        <span className="small third">
          {counted(one.happened)} in 30 days ·{' '}
          {one.weeks === null
            ? 'nobody has ever looked'
            : `nobody looked for ${one.weeks} weeks, every ${one.everyWeeks} were meant`}
        </span>
      </span>
      {mayThink && (
        <Button
          size="xs"
          variant="default"
          onClick={() => void carry(change.review(one.touchpoint), `Looked at ${one.name}.`)}
        >
          I looked
        </Button>
      )}
    </li>
  )
}
