/**
 * How a survey reaches a customer: the interface a connector fulfils, handed in by the composition root (`src/open.ts`). This
 * feature decides whether, when and what; a sender never decides.
 */
import type { ConversationId, CustomerId } from '#kit/id.ts'
import type { Scope } from '#platform/scope.ts'

/** One letter on its way out; all of it stays the same at every attempt, except `earlier`. */
export type SurveyLetter = {
  readonly customerId: CustomerId
  /** The conversation it asks about, so that what she answers by mail lands there; null where there is none. */
  readonly conversationId: ConversationId | null
  readonly address: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Where a mail program may say for her that she wants no more of these. */
  readonly unsubscribe: string
  /** A UUID, the same at every attempt: two deliveries with one reference reach her once. */
  readonly reference: string
  readonly at: Date
  /** `unsure`: an attempt before this one may have gone out. */
  readonly earlier: 'none' | 'unsure'
}

export type SurveySent =
  | { readonly outcome: 'delivered' }
  /** It certainly did not go out. `isLasting`: trying again is no use. `notBefore`: it was stopped, and waits until then. */
  | {
      readonly outcome: 'refused'
      readonly because: string
      readonly isLasting: boolean
      readonly notBefore?: Date
    }
  | { readonly outcome: 'unsure'; readonly because: string }

export type SurveySender = {
  /** Whether there is anything to send from just now. */
  readonly isReady: (scope: Scope) => Promise<boolean>
  readonly send: (scope: Scope, letter: SurveyLetter) => Promise<SurveySent>
}

/** Declares how surveys go out of this process; without one nothing does. */
export function declareSurveySender(sender: SurveySender): void {
  declared = sender
}

export function surveySender(): SurveySender | undefined {
  return declared
}

let declared: SurveySender | undefined
