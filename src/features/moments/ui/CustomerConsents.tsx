/** What a customer agreed may be remembered of what is delicate: who wrote it down, when, what for; recorded and taken back. */
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { SyntheticEvent } from 'react'
import { DelicateClass } from '#features/moments/contract.ts'
import type { Consent } from '#features/moments/contract.ts'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { useSession } from '#web/session.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { monthAndYear } from '#web/times.ts'
import { change, read } from './noticing-api.ts'

const WORDS: Readonly<Record<DelicateClass, string>> = {
  health: 'Health',
  pregnancy: 'Pregnancy',
  grief: 'Grief',
  faith: 'Faith',
  money: 'Money trouble',
  politics: 'Politics',
  union: 'Union',
  origin: 'Origin',
  sexuality: 'Sexuality',
}

export function CustomerConsents({ customerId }: { customerId: string }) {
  const client = useQueryClient()
  const mayWrite = useSession().permissions.includes('facts.write')
  const [isRecording, setRecording] = useState(false)
  const { data } = useQuery({
    queryKey: ['consents', customerId],
    queryFn: async () => (await read.consents(customerId)).items,
  })
  const renew = () =>
    client.invalidateQueries({
      predicate: ({ queryKey: [of] }) => ['consents', 'facts', 'moment'].includes(String(of)),
    })
  async function takeBack(consent: Consent) {
    try {
      await deliver(change.revokeConsent(consent))
      tell(`Consent taken back: ${WORDS[consent.about]}. What was remembered under it is deleted.`)
    } catch (failure) {
      tellFailure(`That was not saved. ${failureWords(failure)}`)
    }
    await renew()
  }
  const standing = (data ?? []).filter(({ revoked }) => revoked === null)
  if (!data) return null
  return (
    <section aria-label="Consent">
      <ul>
        {standing.map((consent) => (
          <li key={consent.id} className="Fact">
            <div className="grow">
              <div>{WORDS[consent.about]} may be remembered</div>
              <div className="small third">
                {consent.purpose}; recorded by {consent.by}, {monthAndYear(consent.at)}
              </div>
            </div>
            {mayWrite && (
              <button type="button" className="Link" onClick={() => void takeBack(consent)}>
                Take back<span className="visually-hidden">: {WORDS[consent.about]}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {mayWrite && !isRecording && (
        <button type="button" className="Link" onClick={() => setRecording(true)}>
          Record a consent
        </button>
      )}
      {isRecording && (
        <ConsentForm
          onClose={() => setRecording(false)}
          onRecord={async (about, purpose) => {
            await deliver(change.recordConsent(customerId, about, purpose))
            await renew()
          }}
        />
      )}
    </section>
  )
}

function ConsentForm(props: {
  onRecord: (about: DelicateClass, purpose: string) => Promise<void>
  onClose: () => void
}) {
  const id = useId()
  const [about, setAbout] = useState<DelicateClass>('health')
  const [purpose, setPurpose] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  function submit(event: SyntheticEvent) {
    event.preventDefault()
    props
      .onRecord(about, purpose)
      .then(props.onClose, (failure: unknown) => setProblem(failureWords(failure)))
  }
  return (
    <form className="stack" data-gap="6" onSubmit={submit}>
      <label htmlFor={`${id}-about`} className="small second">
        She agreed that we remember
      </label>
      <select
        id={`${id}-about`}
        className="Input"
        value={about}
        onChange={(event) => setAbout(DelicateClass.parse(event.currentTarget.value))}
      >
        {DelicateClass.options.map((each) => (
          <option key={each} value={each}>
            {WORDS[each].toLowerCase()}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-purpose`} className="small second">
        What for
      </label>
      <input
        id={`${id}-purpose`}
        className="Input"
        required
        minLength={3}
        maxLength={300}
        placeholder="So that nobody offers wine"
        value={purpose}
        onChange={(event) => setPurpose(event.currentTarget.value)}
      />
      {problem && (
        <p className="small bad" role="alert">
          {problem}
        </p>
      )}
      <div className="row" data-gap="6">
        <Button type="submit" size="xs" variant="filled">
          Record
        </Button>
        <Button size="xs" onClick={props.onClose}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
