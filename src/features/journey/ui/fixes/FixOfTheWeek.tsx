/** The head of the team's home: the one thing to fix, proposed or under way, with what may be expected of it. */
import { counted } from '#kit/counted.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Fix, FixProposal } from '#features/journey/contract.ts'
import { Avatar } from '#web/components/Avatar.tsx'
import { MarkedWords } from '#web/components/Evidence.tsx'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { failureWords } from '#web/failure.ts'
import { useSession } from '#web/session.ts'
import { EvidenceSheet } from '../EvidenceSheet.tsx'
import { dayWords, TREND_WORDS } from '../say.ts'
import { FixSheet, type FixWanted } from './FixSheet.tsx'
import { expectedWords, sidesWords, some } from './say.ts'
import { useFixActions, useFixes } from './useFixes.ts'
import './fixes.css'

/** The days and the journey that the friction of a proposal is counted over. */
const PROPOSED_FROM = { route: undefined, days: 30 }
/** The half is what is shown until somebody hopes otherwise. */
const SHOWN_SHARE = 0.5

export function FixOfTheWeek() {
  const { data, error, refetch } = useFixes()
  const [at, setAt] = useState(0)
  const [wanted, setWanted] = useState<FixWanted | null>(null)
  const [evidence, setEvidence] = useState<{ touchpoint: string; name: string } | null>(null)
  const proposal = data?.proposed[at % Math.max(1, data.proposed.length)]
  return (
    <section className="FixOfTheWeek" aria-label="One thing to fix this week">
      {!data ? (
        error ? (
          <FailedFace
            title="It could not be read."
            detail={failureWords(error)}
            onRetry={() => void refetch()}
          />
        ) : (
          <LoadingLines />
        )
      ) : data.running ? (
        <Running fix={data.running} onEvidence={setEvidence} />
      ) : proposal ? (
        <Proposed
          proposal={proposal}
          onWanted={setWanted}
          onEvidence={setEvidence}
          onOther={data.proposed.length > 1 ? () => setAt(at + 1) : undefined}
        />
      ) : (
        <Said title="Nothing rubs enough to say what to fix">
          <p className="FixOfTheWeek-why">
            A touchpoint needs five pieces that rub in 30 days. Until then, look at what nobody looks at.
          </p>
          <Link href="/journey" className="Link">
            Open the journey
          </Link>
        </Said>
      )}
      {wanted && <FixSheet wanted={wanted} onClose={() => setWanted(null)} />}
      {evidence && (
        <EvidenceSheet {...evidence} asked={PROPOSED_FROM} feeling="rub" onClose={() => setEvidence(null)} />
      )}
    </section>
  )
}

function Said({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <p className="FixOfTheWeek-label">
        <Icon name="target" size="s" /> One thing to fix this week
      </p>
      <h2 className="FixOfTheWeek-title">{title}</h2>
      {children}
    </div>
  )
}

function Proposed(props: {
  proposal: FixProposal
  onWanted: (wanted: FixWanted) => void
  onEvidence: (of: { touchpoint: string; name: string }) => void
  onOther: (() => void) | undefined
}) {
  const { proposal, onEvidence, onOther } = props
  const { idea, name, touchpoint, quote } = proposal
  const mayChoose = useSession().permissions.includes('fixes.write')
  const expected = proposal.expected.find(({ share }) => share === SHOWN_SHARE)
  const wanted = {
    touchpoint,
    name,
    idea: idea && { id: idea.id, words: idea.words, ownerId: idea.owner?.id ?? null },
  }
  return (
    <>
      <Said title={idea?.words ?? `${name}: nobody has an idea yet`}>
        <p className="FixOfTheWeek-why">
          {name} is number {proposal.rank} in friction: {some(proposal.perWeek)} pieces that rub a week (95%{' '}
          {some(proposal.low)} to {some(proposal.high)}), {TREND_WORDS[proposal.trend]}.{' '}
          {quote && (
            <span className="voice">
              “<MarkedWords text={firstWords(quote.words)} marks={quote.marks} />”
            </span>
          )}
        </p>
        <div className="row wrap" data-gap="6">
          {mayChoose && (
            <Button size="xs" variant="filled" onClick={() => props.onWanted(wanted)}>
              {idea ? 'Make it this week’s fix' : 'Write one'}
            </Button>
          )}
          <Button size="xs" variant="default" onClick={() => onEvidence({ touchpoint, name })}>
            See the evidence, {counted(proposal.rubs)}
          </Button>
          {onOther && (
            <Button size="xs" variant="subtle" onClick={onOther}>
              Something else
            </Button>
          )}
        </div>
      </Said>
      {expected && (
        <div className="FixOfTheWeek-side">
          <p>
            <b className="FixOfTheWeek-figure">about {some(expected.perWeek)}</b>{' '}
            <span className="second">fewer pieces that rub a week</span>
          </p>
          <p className="second">{expectedWords(expected)} We will measure it for as long before as after.</p>
          {idea?.owner ? (
            <Owner name={idea.owner.name} words="offered to own it" />
          ) : (
            <p className="small third">
              {idea
                ? `${idea.votes} ${idea.votes === 1 ? 'vote' : 'votes'}, nobody owns it yet`
                : 'An idea of yours is wanted'}
            </p>
          )}
        </div>
      )}
    </>
  )
}

function Running({
  fix,
  onEvidence,
}: {
  fix: Fix
  onEvidence: (of: { touchpoint: string; name: string }) => void
}) {
  const { end } = useFixActions()
  const { member, permissions } = useSession()
  const mayEnd = permissions.includes('fixes.write') || fix.owner?.id === member.id
  const sides = sidesWords(fix)
  const { touchpoint } = fix
  return (
    <>
      <Said title={fix.words}>
        <p className="FixOfTheWeek-why">
          Under way {whereOf(fix)} since {dayWords(`${fix.startsOn}T12:00:00Z`)}, chosen by {fix.by}.{' '}
          {sides === null ? fix.effect.words : `So far ${sides}. ${fix.effect.words}`}
        </p>
        <div className="row wrap" data-gap="6">
          {mayEnd && (
            <Button size="xs" variant="filled" onClick={() => void end(fix, 'finished')}>
              It is done
            </Button>
          )}
          {fix.theme ? (
            <Link href={`/voices/${encodeURIComponent(fix.theme.id)}`} className="Link">
              Read what is said
            </Link>
          ) : (
            touchpoint !== null && (
              <Button size="xs" variant="default" onClick={() => onEvidence({ touchpoint, name: fix.name })}>
                See the evidence
              </Button>
            )
          )}
          {mayEnd && (
            <Button size="xs" variant="subtle" onClick={() => void end(fix, 'dropped')}>
              Drop it
            </Button>
          )}
        </div>
      </Said>
      <div className="FixOfTheWeek-side">
        {fix.expected ? (
          <>
            <p>
              <b className="FixOfTheWeek-figure">about {some(fix.expected.perWeek)}</b>{' '}
              <span className="second">fewer {fix.theme ? 'comments ' : ''}a week are hoped for</span>
            </p>
            <p className="second">{expectedWords(fix.expected, fix.theme)}</p>
          </>
        ) : (
          <p className="second">
            {fix.theme
              ? 'Too few said it to say what may be expected.'
              : 'Too few pieces rubbed there to say what may be expected.'}
          </p>
        )}
        {fix.owner ? (
          <Owner name={fix.owner.name} words="owns it" />
        ) : (
          <p className="small third">Nobody owns it yet</p>
        )}
      </div>
    </>
  )
}

/** "at Chases order"; for a theme what is said, and where. */
const whereOf = ({ theme, touchpoint, name }: Fix) =>
  theme ? `for “${theme.name}”${touchpoint === null ? '' : ` at ${name}`}` : `at ${name}`

function Owner({ name, words }: { name: string; words: string }) {
  return (
    <p className="row small third" data-gap="6">
      <Avatar name={name} size="s" /> {name} {words}
    </p>
  )
}

const SHOWN_CHARACTERS = 180
const firstWords = (words: string) =>
  words.length <= SHOWN_CHARACTERS ? words : `${words.slice(0, SHOWN_CHARACTERS).replace(/\s+\S*$/, '')} …`
