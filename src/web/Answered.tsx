/** What was asked of the server: in the making, failed, or there. */
import type { ReactNode } from 'react'
import { failureWords } from './failure.ts'
import { FailedFace, LoadingLines } from './components/Faces.tsx'

/** Shows `children` of the answer. What is there stays where asking anew fails. */
export function Answered<Answer>(props: {
  answer: Answer | undefined
  error: Error | null
  onRetry: () => unknown
  /** What could not be read, as a sentence. */
  failed: string
  loading?: ReactNode
  children: (answer: Answer) => ReactNode
}) {
  if (props.answer !== undefined) return props.children(props.answer)
  if (!props.error) return props.loading ?? <LoadingLines />
  return (
    <FailedFace
      title={props.failed}
      detail={failureWords(props.error)}
      onRetry={() => void props.onRetry()}
    />
  )
}
