/** The matrix: which act needs whose word. Trust is the default; a row of one's own words can't be changed. */
import type { ActKind, Decider } from '#features/plays/contract.ts'
import { KINDS_OF_ACTS } from '#features/plays/rules/kinds.ts'
import { Icon } from '#web/components/Icon.tsx'
import type { PolicyProps } from './PolicySentence.tsx'

const COLUMNS: readonly { decider: Decider; word: string }[] = [
  { decider: 'own', word: 'Just do it' },
  { decider: 'peer', word: 'Ask a peer' },
  { decider: 'lead', word: 'Ask a lead' },
]

export function WhoDecides({ policy, mayRule, save }: PolicyProps) {
  return (
    <section className="Paper Matrix" aria-labelledby="who-decides">
      <div className="SettingsCard-head Matrix-head">
        <h2 className="head grow" id="who-decides">
          What needs whom
        </h2>
        <span className="small third">Trust is the default; ask is the exception</span>
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">Act</th>
            {COLUMNS.map(({ decider, word }) => (
              <th key={decider} scope="col" className="Matrix-choice">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {policy.matrix.map((row) => (
            <MatrixRow
              key={row.kind}
              name={row.kind}
              icon={KINDS_OF_ACTS[row.kind].icon}
              label={row.label}
              detail={row.detail}
              decider={row.decider}
              isFixed={row.isFixed || !mayRule}
              onDecide={(decider) =>
                save(of(row.kind, decider), `${row.label}: ${wordOf(decider)}.`, of(row.kind, row.decider))
              }
            />
          ))}
          <MatrixRow
            name="above"
            icon="coin"
            label="Anything over the limits"
            detail={
              policy.aboveLimits === 'peer'
                ? 'A colleague answers within the hour'
                : 'One tap for a supervisor, answer promised in 2 h'
            }
            decider={policy.aboveLimits}
            isFixed={!mayRule}
            without="own"
            onDecide={(decider) => {
              if (decider !== 'own')
                save({ aboveLimits: decider }, `Over the limits: ${wordOf(decider)}.`, {
                  aboveLimits: policy.aboveLimits,
                })
            }}
          />
        </tbody>
      </table>
    </section>
  )
}

function MatrixRow(props: {
  name: string
  icon: string
  label: string
  detail: string
  decider: Decider
  isFixed: boolean
  without?: Decider
  onDecide: (decider: Decider) => void
}) {
  return (
    <tr>
      <th scope="row">
        <span className="row" data-gap="10">
          <Icon name={props.icon} />
          <span>
            <b className="strong">{props.label}</b>
            <span className="small third Matrix-detail">{props.detail}</span>
          </span>
        </span>
      </th>
      {COLUMNS.map(({ decider, word }) => (
        <td key={decider} className="Matrix-choice">
          {decider !== props.without && (
            <label className="Decider">
              <input
                type="radio"
                name={`who-${props.name}`}
                checked={props.decider === decider}
                disabled={props.isFixed && props.decider !== decider}
                onChange={() => props.onDecide(decider)}
                aria-label={`${props.label}: ${word}`}
              />
              <span className="Decider-dot" aria-hidden="true">
                <Icon name="check" size="xs" />
              </span>
            </label>
          )}
        </td>
      ))}
    </tr>
  )
}

const of = (kind: ActKind, decider: Decider) => ({ deciders: { [kind]: decider } })
const wordOf = (decider: Decider) =>
  COLUMNS.find((column) => column.decider === decider)?.word.toLowerCase() ?? decider
