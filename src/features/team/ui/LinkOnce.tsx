/** A link that works once, shown this once: copied by hand where no mail went. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { LinkAnswer } from '#features/team/contract.ts'
import { copyText } from '#web/clipboard.ts'
import { Icon } from '#web/components/Icon.tsx'
import { whenFull } from '#web/times.ts'

export function LinkOnce({ answer, for: whom }: { answer: LinkAnswer; for: string }) {
  const [isCopied, setCopied] = useState(false)
  return (
    <div className="stack" data-gap="8">
      <p className="second">
        {answer.mailedTo === null
          ? `Hand this link to ${whom}, by a way only you two read.`
          : `A mail with this link is on its way to ${answer.mailedTo}.`}{' '}
        It works once, until {whenFull(answer.expiresAt)}, and is shown only now.
      </p>
      <code className="LinkOnce" tabIndex={0} aria-label="The link">
        {answer.link}
      </code>
      <div className="row" data-gap="6">
        <Button
          size="sm"
          variant="filled"
          onClick={() => void copyText(answer.link).then((isDone) => setCopied(isDone))}
        >
          <Icon name={isCopied ? 'check' : 'copy'} size="s" /> {isCopied ? 'Copied' : 'Copy the link'}
        </Button>
      </div>
    </div>
  )
}
