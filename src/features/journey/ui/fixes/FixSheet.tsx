/** Makes something this week's fix: what, who owns it, from when, and how much of the friction is hoped to go. */
import { counted } from '#kit/counted.ts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { SyntheticEvent } from 'react'
import { HOPED_SHARES } from '#features/journey/contract.ts'
import { read } from '#web/api.ts'
import { currentTime } from '#web/clock.ts'
import { Sheet } from '#web/components/Sheet.tsx'
import { useSession } from '#web/session.ts'
import { dayOf } from '#web/times.ts'
import { expectedWords, SHARE_WORDS, some } from './say.ts'
import { useFixActions, useFixes, useThemeProposal } from './useFixes.ts'

const ENDINGS = [
  { standing: 'dropped', word: 'Drop it' },
  { standing: 'finished', word: 'It is done' },
] as const

export type FixWanted = {
  /** Null for a theme that belongs to none. */
  touchpoint: string | null
  name: string
  idea: { id: string; words: string; ownerId: string | null } | null
  /** What is said, where that is the reason. */
  theme?: { id: string; name: string }
}

export function FixSheet({ wanted, onClose }: { wanted: FixWanted; onClose: () => void }) {
  const id = useId()
  const me = useSession().member
  const { start } = useFixActions()
  const board = useFixes().data
  const members = useQuery({ queryKey: ['members'], queryFn: () => read.members() }).data?.items ?? []
  const [words, setWords] = useState(wanted.idea?.words ?? '')
  const [ownerId, setOwner] = useState(wanted.idea?.ownerId ?? me.id)
  const [startsOn, setStart] = useState(dayOf(currentTime()))
  const [share, setShare] = useState(0.5)
  const [isBusy, setBusy] = useState(false)
  const [ending, setEnding] = useState<'finished' | 'dropped' | null>(null)
  const said = useThemeProposal(wanted.theme?.id).data
  const running = board?.running ?? null
  const proposal = board?.proposed.find(({ touchpoint }) => touchpoint === wanted.touchpoint)
  const expected = (wanted.theme ? said : proposal)?.expected.find((one) => one.share === share)
  const what = wanted.theme ? 'comments' : 'pieces that rub'
  const isReady = words.trim().length >= 3 && startsOn !== '' && (!running || ending !== null) && !isBusy

  async function submit(event: SyntheticEvent) {
    event.preventDefault()
    if (!isReady) return
    setBusy(true)
    const isDone = await start({
      touchpoint: wanted.touchpoint,
      theme: wanted.theme?.id ?? null,
      replaces: running && ending && { id: running.id, standing: ending },
      ideaId: wanted.idea?.id ?? null,
      words: words.trim(),
      ownerId: ownerId === '' ? null : ownerId,
      startsOn,
      hopedShare: share,
    })
    setBusy(false)
    if (isDone) onClose()
  }

  return (
    <Sheet title={`One thing to fix: ${wanted.name}`} onClose={onClose}>
      <form className="Sheet-body stack" data-gap="12" onSubmit={(event) => void submit(event)}>
        {running && (
          <fieldset className="Notice FixSheet-other">
            <legend>
              “{running.words}” is under way, and it is one thing at a time. What becomes of it?
            </legend>
            {ENDINGS.map(({ standing, word }) => (
              <label key={standing} className="row" data-gap="6">
                <input
                  type="radio"
                  name={`${id}-ending`}
                  checked={ending === standing}
                  onChange={() => setEnding(standing)}
                />
                {word}
              </label>
            ))}
          </fieldset>
        )}
        {said && (
          <p className="second">
            {counted(said.comments)} of {counted(said.of)} comments of the {said.days} days before today say
            it. That is the before; afterwards its share of all comments is compared with as many days before.
          </p>
        )}
        <div className="stack" data-gap="6">
          <label className="small third" htmlFor={`${id}-words`}>
            What will be different
          </label>
          <textarea
            id={`${id}-words`}
            className="Input"
            data-first
            rows={2}
            maxLength={500}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </div>
        <div className="row wrap" data-gap="12">
          <label className="stack" data-gap="6">
            <span className="small third">Who owns it</span>
            <select className="Input" value={ownerId} onChange={(event) => setOwner(event.target.value)}>
              <option value="">Nobody yet</option>
              {members
                .filter(({ role }) => role !== 'viewer')
                .map((member) => (
                  <option key={member.id} value={member.id}>
                    {member.name}
                  </option>
                ))}
            </select>
          </label>
          <label className="stack" data-gap="6">
            <span className="small third">From</span>
            <input
              className="Input"
              type="date"
              value={startsOn}
              onChange={(event) => setStart(event.target.value)}
            />
          </label>
          <label className="stack" data-gap="6">
            <span className="small third">We hope that this goes away</span>
            <select
              className="Input"
              value={String(share)}
              onChange={(event) => setShare(Number(event.target.value))}
            >
              {HOPED_SHARES.map((one) => (
                <option key={one} value={String(one)}>
                  {SHARE_WORDS[String(one)]}
                </option>
              ))}
            </select>
          </label>
        </div>
        <p className="second">
          {expected
            ? `That would be about ${some(expected.perWeek)} fewer ${what} a week. ${expectedWords(expected, wanted.theme)} The range is the 95% interval of the last 30 days, times what you hope.`
            : wanted.theme
              ? 'Too few say it to say what may be expected.'
              : 'Too few pieces rub here to say what may be expected.'}
        </p>
        <div className="row" data-gap="6">
          <Button type="submit" variant="filled" disabled={!isReady}>
            {running ? 'Make it this week’s fix instead' : 'Make it this week’s fix'}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            Not now
          </Button>
        </div>
      </form>
    </Sheet>
  )
}
