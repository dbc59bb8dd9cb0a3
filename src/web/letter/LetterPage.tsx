/** A mail as it was sent, in a frame without rights: nothing in it runs, and its pictures are fetched only when asked for, by the server. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { MailPage } from '#connectors/email/contract.ts'
import { get } from '../api.ts'
import { FailedFace, LoadingLines } from '../components/Faces.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { failureWords } from '../failure.ts'

export function LetterPage({ entryId, onClose }: { entryId: string; onClose: () => void }) {
  const [pictures, setPictures] = useState<'blocked' | 'shown'>('blocked')
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['mail-page', entryId, pictures],
    queryFn: () => get<MailPage>(`/mails/${encodeURIComponent(entryId)}/page?pictures=${pictures}`),
    placeholderData: (before) => before,
    staleTime: Infinity,
  })
  return (
    <Sheet title="As it was sent" onClose={onClose}>
      <div className="Sheet-body stack" data-gap="10">
        {data && (
          <div className="row between wrap">
            <span className="small second" role="status">
              {blockedWords(data.blocked, pictures)}
            </span>
            {data.blocked > 0 && pictures === 'blocked' && (
              <Button size="xs" disabled={isFetching} onClick={() => setPictures('shown')}>
                Show pictures
              </Button>
            )}
          </div>
        )}
        {error ? (
          <FailedFace
            title="It can’t be shown as it was sent."
            detail={failureWords(error)}
            onRetry={() => void refetch()}
          />
        ) : data ? (
          <iframe
            className="Letter-frame"
            title="The mail as it was sent"
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            referrerPolicy="no-referrer"
            srcDoc={data.html}
          />
        ) : (
          <LoadingLines />
        )}
      </div>
    </Sheet>
  )
}

function blockedWords(blocked: number, pictures: 'blocked' | 'shown'): string {
  if (blocked === 0) return 'Cleaned of what could run. The sender learns nothing of your looking.'
  const one = blocked === 1
  const few = one ? 'One picture lies elsewhere' : `${blocked} pictures lie elsewhere`
  return pictures === 'blocked'
    ? `${few} and ${one ? 'was' : 'were'} not asked for: that would tell the sender that you read it.`
    : `${few} and could not be had.`
}
