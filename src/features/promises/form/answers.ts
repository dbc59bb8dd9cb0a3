/** What may save somebody the writing: pieces of the library offered beside the form, and whether they do. */
import { hash } from 'node:crypto'
import { isId } from '#kit/id.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import { insertOpened, markWritten, sumAnswerUse, type AnswerUse } from '../store/form-answers.ts'

/** A piece that answers what some words ask about. */
export type FormAnswerPiece = {
  readonly id: string
  readonly title: string
  readonly url: string
  /** Offered when one of these is typed. */
  readonly words: readonly string[]
}

/** `spared` is how many in ten of those who opened it did not write; null where too few tell, or too few were spared. */
export type OfferedAnswer = FormAnswerPiece & { readonly spared: number | null }

/** A share of fewer says nothing. */
const TELLING_FROM = 30
/** Below half it saves nobody the writing. */
const SPARED_FROM = 5

export function withSpared(
  pieces: readonly FormAnswerPiece[],
  use: readonly AnswerUse[],
): readonly OfferedAnswer[] {
  const useOf = new Map(use.map((each) => [each.answerId, each]))
  return pieces.map((piece) => {
    const { opened = 0, written = 0 } = useOf.get(piece.id) ?? {}
    const spared = opened < TELLING_FROM ? 0 : Math.floor(((opened - written) / opened) * 10)
    return { ...piece, spared: spared < SPARED_FROM ? null : spared }
  })
}

/** How often each answer was opened in the last 90 days, and how many wrote all the same. */
export function listAnswerUse(scope: Scope): Promise<AnswerUse[]> {
  return read(scope, sumAnswerUse)
}

/** Notes that an answer was opened from a page of the form. */
export async function noteOpened(scope: Scope, token: string, answerId: string): Promise<void> {
  if (isId(answerId)) await transact(scope, (scope) => insertOpened(scope, pageOf(token), answerId))
}

/** Notes that the page was sent, whatever was opened from it. */
export async function noteWritten(scope: Scope, token: string): Promise<void> {
  await transact(scope, (scope) => markWritten(scope, pageOf(token)))
}

const pageOf = (token: string) => hash('sha256', token, 'buffer')
