/** The map on a narrow screen: one touchpoint a row. */
import { counted } from '#kit/counted.ts'
import { PHASES, type JourneyMap } from '#features/journey/contract.ts'
import { Icon } from '#web/components/Icon.tsx'
import { RankTile } from './JourneyMap.tsx'
import { feelingWords, healthTone, piecesOf } from './say.ts'

const WORDS = { before: 'Before', during: 'During', after: 'After' } as const

export function JourneyPhone({ map, onSelect }: { map: JourneyMap; onSelect: (id: string) => void }) {
  return (
    <div className="JourneyPhone">
      {PHASES.map((phase) => (
        <section key={phase} aria-label={WORDS[phase]}>
          <header className="row between">
            <h2 className="head">{WORDS[phase]}</h2>
            <span className="small third">friction rank, health</span>
          </header>
          <ul className="Paper">
            {map.columns
              .filter((column) => column.phase === phase)
              .map((column) => (
                <li key={column.touchpoint}>
                  <button type="button" className="plain" onClick={() => onSelect(column.touchpoint)}>
                    <Icon name={column.icon} />
                    <span className="grow">
                      <b>{column.name}</b>
                      <span className="small third">
                        {column.feeling ? `${counted(piecesOf(column))} pieces` : 'nothing said yet'}
                      </span>
                      <span className="visually-hidden">{feelingWords(column)}</span>
                    </span>
                    {column.rank !== null && <RankTile rank={column.rank} />}
                    <span className="Health" data-tone={healthTone(column.health)}>
                      <b>{column.health ?? '–'}</b>
                    </span>
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
