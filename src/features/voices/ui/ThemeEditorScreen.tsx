/** A theme as its editors see it: name, kind, phrases, examples, tried at once on the last 90 days. New ones begin empty, with chosen comments, or with a found group. */
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link, useLocation, useSearchParams } from 'wouter'
import type { ThemeDetail, ThemeProposal } from '#features/voices/contract.ts'
import { Answered } from '#web/Answered.tsx'
import { EmptyFace } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { OfflineNotice } from '#web/frame/OfflineNotice.tsx'
import { useSession } from '#web/session.ts'
import { ask, read } from './api.ts'
import { NEW_THEME } from './theme-fields.ts'
import { ThemeForm } from './ThemeForm.tsx'
import { VoicesTabs } from './VoicesTabs.tsx'
import './voices.css'
import './theme-editor.css'

/** What the detail is read of; the editor counts nothing of it. */
const DAYS = 84

export function ThemeEditorScreen({ themeId }: { themeId: string | null }) {
  const [params] = useSearchParams()
  const mayRule = useSession().permissions.includes('themes.write')
  const of = (params.get('of') ?? '').split(',').filter((id) => id !== '')
  return (
    <div className="Voices">
      <VoicesTabs />
      <OfflineNotice />
      <div className="Voices-body Themes-body">
        <Link
          href={themeId === null ? '/voices' : `/voices/${encodeURIComponent(themeId)}`}
          className="Link ThemeEditor-back"
        >
          <Icon name="chevron-left" /> {themeId === null ? 'Back to the themes' : 'Back to the theme'}
        </Link>
        {themeId !== null ? (
          <Existing id={themeId} mayRule={mayRule} />
        ) : !mayRule ? (
          <EmptyFace icon="message-circle" title="Themes are written by supervisors">
            You can read every theme and its phrases; ask a supervisor for one that is missing.
          </EmptyFace>
        ) : of.length > 0 ? (
          <OfComments ids={of} />
        ) : (
          <ThemeForm id={null} start={NEW_THEME} detail={null} examples={[]} mayWrite />
        )}
      </div>
    </div>
  )
}

function Existing({ id, mayRule }: { id: string; mayRule: boolean }) {
  const [, go] = useLocation()
  const { data, error, refetch } = useQuery({
    queryKey: ['theme', id, 'editor'],
    queryFn: () => read.theme(id, { days: DAYS }),
    // What is being written is not to change under the hand.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    gcTime: 0,
  })
  const lead = data && data.id !== id ? data.id : null
  useEffect(() => {
    if (lead !== null) go(`/voices/themes/${encodeURIComponent(lead)}`, { replace: true })
  }, [lead, go])
  return (
    <Answered answer={data} error={error} onRetry={refetch} failed="This theme could not be read.">
      {(detail) =>
        mayRule && detail.origin === 'found' ? (
          <OfGroup detail={detail} />
        ) : (
          <ThemeForm
            key={`${detail.id} ${detail.changed?.at ?? ''}`}
            id={detail.id}
            start={detail.definition}
            detail={detail}
            examples={detail.examples}
            mayWrite={mayRule}
          />
        )
      }
    </Answered>
  )
}

/** A found theme has no phrases: those that its comments have in common are proposed. */
function OfGroup({ detail }: { detail: ThemeDetail }) {
  const { data, error, refetch } = useProposal({ voices: [], group: detail.id })
  return (
    <Answered
      answer={data}
      error={error}
      onRetry={refetch}
      failed="What these comments have in common could not be read."
    >
      {(proposal) => (
        <ThemeForm
          id={detail.id}
          start={proposal.definition}
          detail={detail}
          examples={[]}
          note={`${proposedWords(proposal)} The comments that were found to be alike stay in it.`}
          mayWrite
        />
      )}
    </Answered>
  )
}

function OfComments({ ids }: { ids: string[] }) {
  const { data, error, refetch } = useProposal({ voices: ids, group: null })
  return (
    <Answered answer={data} error={error} onRetry={refetch} failed="These comments could not be read.">
      {(proposal) => (
        <ThemeForm
          id={null}
          start={proposal.definition}
          detail={null}
          examples={proposal.examples}
          note={`${proposedWords(proposal)} The comments stay in it as examples.`}
          mayWrite
        />
      )}
    </Answered>
  )
}

function useProposal(asked: Parameters<typeof ask.proposal>[0]) {
  return useQuery({
    queryKey: ['theme-proposal', asked.group, asked.voices.join()],
    queryFn: () => ask.proposal(asked),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

const proposedWords = ({ definition: { any }, covered, of }: ThemeProposal): string =>
  any.length === 0
    ? `No words stand in more than one of the ${of} comments: write the phrases yourself.`
    : `These phrases were made from what the comments have in common; ${covered} of ${of} hold one.`
