/** What an agent asks on her first day, answered in place; the keys and the API are one press away. */
import { Kbd } from '../components/Kbd.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { capsOf } from '../keys.ts'
import { useIsPhone } from '../screen-size.ts'
import { useSession } from '../session.ts'

const ANSWERS: readonly { question: string; answer: string }[] = [
  {
    question: 'What is a moment?',
    answer:
      'Something in what a customer wrote or did that is worth acting on. The words that gave it away are marked, and each mark has its reason. A circle is an opportunity, a notched square a threat.',
  },
  {
    question: 'What should I do with one?',
    answer:
      'Add a small act to your line, copy and log it where you write, and press Done. Done means nothing is left for us now; if she writes again, it comes back.',
  },
  {
    question: 'It is wrong, or not for now.',
    answer:
      '“Not a moment” asks why and teaches the rule. Snooze brings it back at a time, or sooner if anything happens. Hand over gives it to somebody else with a note. Whatever you press, you have ten seconds to take it back.',
  },
  {
    question: 'How long does one live?',
    answer:
      'Until the earliest of its reasons: a promised reply, an event, a dispatch, or the kind’s own life. The ring shows what is left; rest on it and it says which reason counts. What nobody acted on lies under “Moments in the past”.',
  },
  {
    question: 'What do you know of a customer, and from where?',
    answer:
      'Facts beside the moment, each with its source. A guess is called a guess: confirm it, or have it forgotten for good.',
  },
  {
    question: 'Something went wrong.',
    answer:
      'Nothing you did is lost: without a connection it waits on this device and goes out by itself. If a message names a request, give that word to whoever runs Spoonful; the log has it.',
  },
]

export function HelpSheet({ onKeys, onClose }: { onKeys: () => void; onClose: () => void }) {
  const { permissions } = useSession()
  const isPhone = useIsPhone()
  return (
    <Sheet title="Help" onClose={onClose}>
      <div className="Sheet-body stack" data-gap="12">
        {ANSWERS.map(({ question, answer }) => (
          <section key={question}>
            <h3 className="head">{question}</h3>
            <p className="second">{answer}</p>
          </section>
        ))}
        <div className="row wrap" data-gap="12">
          {!isPhone && (
            <button type="button" className="Link" onClick={onKeys}>
              All keys <Kbd>{capsOf('?').join('')}</Kbd>
            </button>
          )}
          {permissions.includes('keys.read') && (
            <a className="Link" href="/api/docs">
              The API
            </a>
          )}
        </div>
      </div>
    </Sheet>
  )
}
