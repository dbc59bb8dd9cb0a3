/** Asking a colleague's yes for what the policy does not leave to one alone: with the reasoning, in one's own words. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Offer } from '#features/plays/contract.ts'
import { formatMoney } from '#kit/money.ts'
import { newKey } from '#web/api.ts'
import { Sheet } from '#web/components/Sheet.tsx'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { tell } from '#web/toasts.ts'
import { change } from './api.ts'

export function AskSheet(props: {
  offer: Offer
  momentId: string
  customer: string
  currency: string
  onAsked: () => void
  onClose: () => void
}) {
  const { offer } = props
  const [reasoning, setReasoning] = useState(offer.act.reason ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  const [key] = useState(newKey)
  const { amountMinor } = offer.act
  async function ask() {
    try {
      const body = {
        key,
        momentId: props.momentId,
        kind: offer.kind,
        reasoning: reasoning.trim(),
        ...(amountMinor === undefined ? {} : { amountMinor }),
      }
      await deliver(change.ask(body, `An ask about ${props.customer}`))
      tell(`Asked. The answer stands here and under Tasks; then press ${offer.title} again.`)
      props.onAsked()
    } catch (failure) {
      setProblem(failureWords(failure))
    }
  }
  return (
    <Sheet title={`Ask for a yes: ${offer.title.toLowerCase()}`} onClose={props.onClose}>
      <form
        className="Sheet-body stack"
        data-gap="12"
        onSubmit={(event) => {
          event.preventDefault()
          if (reasoning.trim() !== '') void ask()
        }}
      >
        <p className="second">
          {amountMinor !== undefined && `${formatMoney({ amountMinor, currency: props.currency })} for `}
          {amountMinor === undefined && 'For '}
          {props.customer}.{' '}
          {offer.needs === 'lead'
            ? 'A supervisor answers within two hours.'
            : 'A colleague answers within the hour.'}
        </p>
        <div className="Field">
          <label htmlFor="ask-reasoning">Why it is right for this customer</label>
          <textarea
            id="ask-reasoning"
            data-first
            className="Input ActSheet-words"
            rows={3}
            maxLength={2000}
            value={reasoning}
            onChange={(event) => setReasoning(event.currentTarget.value)}
          />
        </div>
        {problem && (
          <p className="small bad" role="alert">
            {problem}
          </p>
        )}
        <div>
          <Button type="submit" variant="filled" disabled={reasoning.trim() === ''}>
            Ask
          </Button>
        </div>
      </form>
    </Sheet>
  )
}
