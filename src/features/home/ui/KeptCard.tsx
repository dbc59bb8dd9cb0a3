/** The moments she keeps for herself (S0.21): hers alone, with a line of her own. */
import { ActionIcon } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import type { KeptMoment } from '#features/home/contract.ts'
import { MarkedWords } from '#web/components/Evidence.tsx'
import { Answered } from '#web/Answered.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { KindTile } from '#web/components/KindTile.tsx'
import { failureWords } from '#web/failure.ts'
import { monthAndYear } from '#web/times.ts'
import { KEPT, change, useKept } from './api.ts'
import { useKeeping } from './useKeeping.ts'
import { deliver } from '#web/outbox.ts'
import { tell, tellFailure } from '#web/toasts.ts'

const SHOWN = 6

export function KeptCard() {
  const { data, error, refetch } = useKept()
  const [isAll, setAll] = useState(false)
  const items = data?.items ?? []
  return (
    <section className="HomeCard Paper" aria-labelledby="home-kept">
      <header className="row between">
        <h2 className="head" id="home-kept">
          Moments you keep
        </h2>
        <span className="small third">Only you see them</span>
      </header>
      <Answered answer={data} error={error} onRetry={refetch} failed="They could not be read.">
        {() =>
          items.length === 0 ? (
            <p className="second">
              None yet. On a moment you want to remember in nine years, press S or the star beside the
              customer.
            </p>
          ) : (
            <ul>
              {(isAll ? items : items.slice(0, SHOWN)).map((kept) => (
                <Row key={kept.momentId} kept={kept} />
              ))}
            </ul>
          )
        }
      </Answered>
      {items.length > SHOWN && (
        <button type="button" className="Link" onClick={() => setAll(!isAll)}>
          {isAll ? 'Show fewer' : `All ${items.length}`}
        </button>
      )}
    </section>
  )
}

function Row({ kept }: { kept: KeptMoment }) {
  const { letGo } = useKeeping()
  return (
    <li className="HomeKept">
      <KindTile valence={kept.valence} icon={kept.icon} />
      <div className="grow">
        <p className="voice">
          “<MarkedWords text={kept.words} marks={kept.marks} />”
        </p>
        <p className="small third">
          <Link href={`/moments/${kept.momentId}`} className="Link">
            {kept.customer}
          </Link>{' '}
          · {kept.label} · {monthAndYear(kept.at)}
        </p>
        <OwnLine kept={kept} />
      </div>
      <ActionIcon
        aria-label={`Let ${kept.customer}’s moment go`}
        onClick={() => void letGo(kept.momentId, kept.line)}
      >
        <Icon name="x" />
      </ActionIcon>
    </li>
  )
}

/** Why she keeps it, saved when she leaves the field. */
function OwnLine({ kept }: { kept: KeptMoment }) {
  const client = useQueryClient()
  const [line, setLine] = useState(kept.line ?? '')
  const save = async (wanted: string, back?: string) => {
    try {
      await deliver(change.keep(kept.momentId, wanted === '' ? null : wanted))
      tell(
        'Your line is saved.',
        back === undefined
          ? undefined
          : () => {
              setLine(back)
              void save(back)
            },
      )
    } catch (failure) {
      tellFailure(failureWords(failure))
    }
    await client.invalidateQueries({ queryKey: KEPT })
  }
  return (
    <input
      className="Input HomeKept-line"
      aria-label={`Why you keep ${kept.customer}’s moment`}
      placeholder="Why you keep it"
      maxLength={300}
      value={line}
      onChange={(event) => setLine(event.target.value)}
      onBlur={() => line.trim() !== (kept.line ?? '') && void save(line.trim(), kept.line ?? '')}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  )
}
