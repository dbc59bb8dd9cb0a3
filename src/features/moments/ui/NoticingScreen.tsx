/** What is noticed: every kind and rule with what people thought of it, its switch, and the kinds the workspace wrote itself. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { NoticingAnswer } from '#features/moments/contract.ts'
import { Answered } from '#web/Answered.tsx'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { useSession } from '#web/session.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { NoticedKindRow } from './NoticedKindRow.tsx'
import { change, EXAMPLES_ADDRESS, read } from './noticing-api.ts'
import { OwnKinds } from './OwnKinds.tsx'
import './noticing.css'

const NOTICING = ['noticing'] as const

export function NoticingScreen() {
  const mayWrite = useSession().permissions.includes('noticing.write')
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({ queryKey: NOTICING, queryFn: read.noticing })

  async function turn(target: string, label: string, isOn: boolean, isUndo = false) {
    client.setQueryData<NoticingAnswer>(NOTICING, (before) => before && turned(before, target, isOn))
    try {
      await deliver(change.switch(target, isOn, label))
      if (!isUndo)
        tell(
          `${label} is ${isOn ? 'noticed again' : 'not noticed any more'}.`,
          () => void turn(target, label, !isOn, true),
        )
    } catch (failure) {
      tellFailure(`${label} is as it was. ${failureWords(failure)}`)
    }
    await client.invalidateQueries({ queryKey: NOTICING })
  }

  return (
    <div className="Noticing">
      <header className="Noticing-head">
        <Link href="/moments" className="Link">
          Moments
        </Link>
        <span className="third" aria-hidden="true">
          /
        </span>
        <h1 className="title">What is noticed</h1>
        {mayWrite && data && data.examples > 0 && (
          <a className="Link push" href={EXAMPLES_ADDRESS} download>
            {data.examples} judged findings as a file (JSONL)
          </a>
        )}
      </header>
      <Answered answer={data} error={error} onRetry={refetch} failed="What is noticed could not be read.">
        {(data) => (
          <div className="Noticing-body">
            <section className="Paper NoticingCard" aria-labelledby="kinds">
              <h2 className="head" id="kinds">
                Kinds and their rules
              </h2>
              <p className="small third">
                Accepted is done, dismissed is “not a moment”, both from the last {data.days} days. The span
                behind a share is where it lies in 95 of 100 cases.
              </p>
              <ul className="NoticedKinds">
                {data.kinds
                  .filter(({ kind }) => !kind.startsWith('own:'))
                  .map((kind) => (
                    <NoticedKindRow
                      key={kind.kind}
                      kind={kind}
                      mayWrite={mayWrite}
                      onSwitch={(target, label, isOn) => void turn(target, label, isOn)}
                    />
                  ))}
              </ul>
            </section>
            <OwnKinds
              own={data.own}
              fares={data.kinds}
              mayWrite={mayWrite}
              onChanged={() => client.invalidateQueries({ queryKey: NOTICING })}
            />
          </div>
        )}
      </Answered>
    </div>
  )
}

/** The answer with one switch turned, before the server has said so. */
function turned(answer: NoticingAnswer, target: string, isOn: boolean): NoticingAnswer {
  return {
    ...answer,
    kinds: answer.kinds.map((kind) => ({
      ...kind,
      ...(target === `kind:${kind.kind}` ? { isOn } : {}),
      rules: kind.rules.map((rule) => (target === `rule:${rule.rule}` ? { ...rule, isOn } : rule)),
    })),
  }
}
