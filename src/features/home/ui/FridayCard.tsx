/** Friday's one question (S0.45): one keystroke, a line if she likes, or not this week. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { CAUSE_WORDS, FRIDAY_CAUSES, type FridayCause } from '#features/home/contract.ts'
import { changing } from '#web/api.ts'
import { Icon } from '#web/components/Icon.tsx'
import { useKeys } from '#web/keys.ts'
import { useSession } from '#web/session.ts'
import { CauseButtons } from './CauseButtons.tsx'
import { useFriday, useSaying } from './useVoice.ts'

type Said = { id: string; cause: FridayCause }

export function FridayCard() {
  const maySay = useSession().permissions.includes('home.write')
  const { data } = useFriday()
  const say = useSaying()
  const [said, setSaid] = useState<Said | null>(null)
  const isAsked = maySay && data?.isAsked === true && said === null
  const answer = async (cause: FridayCause) => {
    const made = await say<{ id: string }>(
      changing('POST', '/friday/answers', 'Friday’s question', { cause, line: null }),
      '',
    )
    if (made) setSaid({ id: made.id, cause })
  }
  useKeys(
    isAsked
      ? FRIDAY_CAUSES.map((cause, index) => ({
          keys: String(index + 1),
          label: CAUSE_WORDS[cause].toLowerCase(),
          group: 'Friday’s question',
          run: () => void answer(cause),
        }))
      : [],
  )
  if (said) return <Thanked said={said} onBack={() => setSaid(null)} />
  if (!isAsked) return null
  return (
    <section className="FridayCard Paper" aria-label="Friday’s question">
      <h2 className="head row" data-gap="6">
        <Icon name="message-question" /> It is Friday. What got in your way this week?
      </h2>
      <CauseButtons causes={FRIDAY_CAUSES} onChoose={(cause) => void answer(cause)} />
      <p className="row small third" data-gap="6">
        Kept without your name, shown from five answers on.
        <Button
          size="xs"
          variant="subtle"
          onClick={() => void say(changing('POST', '/friday/skip', 'Skipped', {}), 'Skipped this Friday.')}
        >
          Not this week
        </Button>
      </p>
    </section>
  )
}

/** The answer's id is here and nowhere beside her name: a line can be added while this stands. */
function Thanked({ said, onBack }: { said: Said; onBack: () => void }) {
  const say = useSaying()
  const [line, setLine] = useState('')
  const [isKept, setKept] = useState(false)
  const add = async () => {
    if (line.trim() === '') return
    const done = await say(
      changing('POST', '/friday/answers/line', 'Your line', { id: said.id, line: line.trim() }),
      'Your line is added.',
    )
    if (done) setKept(true)
  }
  const back = async () => {
    if (await say(changing('POST', '/friday/answers/return', 'Taken back', { id: said.id }), 'Taken back.'))
      onBack()
  }
  return (
    <section className="FridayCard Paper" aria-label="Friday’s question">
      <h2 className="head">Said: {CAUSE_WORDS[said.cause].toLowerCase()}.</h2>
      <form
        className="row wrap"
        data-gap="6"
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <input
          className="Input voice grow"
          aria-label="A line, if you like"
          placeholder="A line, if you like"
          maxLength={500}
          value={line}
          onChange={(event) => setLine(event.target.value)}
        />
        <Button type="submit" size="xs" variant="default" disabled={line.trim() === ''}>
          {isKept ? 'Change the line' : 'Add the line'}
        </Button>
        <Button size="xs" variant="subtle" onClick={() => void back()}>
          Take it back
        </Button>
      </form>
    </section>
  )
}
