/** Findings the reading is not sure of, faint under their words: "maybe: a trip", to confirm or dismiss. */
import { ActionIcon } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Hint } from '#features/moments/contract.ts'
import { Icon } from '#web/components/Icon.tsx'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { useSession } from '#web/session.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { change } from './noticing-api.ts'

const keyOf = ({ entryId, kind }: Hint) => `${entryId} ${kind}`

export function Hints(props: { hints: readonly Hint[]; withQuote?: boolean }) {
  const client = useQueryClient()
  const mayJudge = useSession().permissions.includes('moments.write')
  const [judged, setJudged] = useState<ReadonlySet<string>>(new Set())
  const left = props.hints.filter((hint) => !judged.has(keyOf(hint)))
  if (left.length === 0) return null

  async function judge(hint: Hint, verdict: 'right' | 'wrong') {
    const show = (isJudged: boolean) =>
      setJudged((before) => {
        const next = new Set(before)
        if (isJudged) next.add(keyOf(hint))
        else next.delete(keyOf(hint))
        return next
      })
    const send = async (word: 'right' | 'wrong' | null) => {
      await deliver(change.judge(hint, word))
      await client.invalidateQueries({
        predicate: ({ queryKey: [of] }) => ['moment', 'hints', 'facts', 'queue'].includes(String(of)),
      })
    }
    const back = (failure: unknown) => {
      show(false)
      tellFailure(`That was not saved. ${failureWords(failure)}`)
    }
    show(true)
    const sent = send(verdict)
    tell(
      verdict === 'right' ? `Noticed: ${hint.short}.` : `Not ${hint.short}. The rule learns from it.`,
      () => {
        show(false)
        void sent.then(() => send(null)).catch(back)
      },
    )
    await sent.catch(back)
  }

  return (
    <ul className="Hints" aria-label="What else it may be">
      {left.map((hint) => (
        <li key={keyOf(hint)} className="Hint row" data-gap="6">
          <span className="grow">
            <span className="third">maybe: {hint.short}</span>
            {props.withQuote && (
              <>
                {' '}
                <span className="voice Hint-mark">{hint.quote}</span>
              </>
            )}
          </span>
          {mayJudge && (
            <>
              <ActionIcon
                size="sm"
                aria-label={`Yes, ${hint.short}: ${hint.quote}`}
                onClick={() => void judge(hint, 'right')}
              >
                <Icon name="check" size="s" />
              </ActionIcon>
              <ActionIcon
                size="sm"
                aria-label={`Not ${hint.short}: ${hint.quote}`}
                onClick={() => void judge(hint, 'wrong')}
              >
                <Icon name="x" size="s" />
              </ActionIcon>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
