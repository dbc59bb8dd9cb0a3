/** One request: its due date, how it was made sure that it is she, what will happen, and the receipt. */
import { counted } from '#kit/counted.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Correction, DeskAnswer, PrivacyRequest } from '#features/privacy/contract.ts'
import { Icon } from '#web/components/Icon.tsx'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { useSession } from '#web/session.ts'
import { tell } from '#web/toasts.ts'
import { whenFull } from '#web/times.ts'
import { change, copyFile } from './api.ts'
import { ConfirmErasure } from './ConfirmErasure.tsx'
import { CorrectionFields } from './CorrectionFields.tsx'
import { CHECKED, KIND, LAW, REASON, STANDING } from './words.ts'

type Given = {
  request: PrivacyRequest
  consequence?: DeskAnswer['consequences'][number] | undefined
  onDone?: () => void
}

export function RequestCard({ request, consequence, onDone }: Given) {
  return (
    <section
      className="Paper SettingsCard"
      aria-label={`${KIND[request.kind]}, ${STANDING[request.standing]}`}
    >
      <div className="SettingsCard-head">
        <h2 className="head grow">{KIND[request.kind]}</h2>
        <span className="Privacy-standing" data-standing={request.standing}>
          {STANDING[request.standing]}
        </span>
      </div>
      <p className="small third">
        Asked {whenFull(request.openedAt)}, written down by {request.openedBy}. Due {whenFull(request.dueAt)}{' '}
        ({LAW[request.law]}).
        {request.checked && ` ${CHECKED[request.checked.how]}, says ${request.checked.by}.`}
      </p>
      {request.settled === null && onDone && (
        <Steps request={request} consequence={consequence} onDone={onDone} />
      )}
      {request.settled && (
        <p className="second">
          {request.settled.reason
            ? `Refused ${whenFull(request.settled.at)} by ${request.settled.by}: ${REASON[request.settled.reason]}.`
            : `Answered ${whenFull(request.settled.at)} by ${request.settled.by}.`}
        </p>
      )}
      <ReceiptOf request={request} />
    </section>
  )
}

function Steps({ request, consequence, onDone }: Given & { onDone: () => void }) {
  const mayAnswer = useSession().permissions.includes('privacy.write')
  const [problem, setProblem] = useState<string | null>(null)
  const [isConfirming, setConfirming] = useState(false)
  const [fields, setFields] = useState<Correction>({})
  async function make(what: Parameters<typeof deliver>[0], told: string) {
    setProblem(null)
    try {
      await deliver(what)
      tell(told)
    } catch (failure) {
      setProblem(failureWords(failure))
    }
    onDone()
  }
  if (!mayAnswer) return null
  if (request.checked === null)
    return (
      <fieldset className="Privacy-check">
        <legend className="strong">First: how do you know that it is she?</legend>
        {(['known_address', 'signed_in', 'document'] as const).map((how) => (
          <Button
            key={how}
            size="xs"
            onClick={() => void make(change.check(request.id, how, 'Identity checked'), 'Written down.')}
          >
            {CHECKED[how]}
          </Button>
        ))}
        <RefuseWays request={request} make={make} />
        {problem && <Alert words={problem} />}
      </fieldset>
    )
  const fulfil = () =>
    void make(
      change.fulfil(request.id, request.kind === 'correct' ? fields : undefined, KIND[request.kind]),
      `Answered: ${KIND[request.kind].toLowerCase()}.`,
    )
  return (
    <div className="stack" data-gap="12">
      <ul className="Privacy-consequences">
        {consequence?.words.map((sentence) => (
          <li key={sentence} className="second">
            {sentence}
          </li>
        ))}
      </ul>
      {request.kind === 'correct' && <CorrectionFields fields={fields} onChange={setFields} />}
      {problem && <Alert words={problem} />}
      <div className="row wrap" data-gap="6">
        <Button
          variant="filled"
          color={request.kind === 'erase' ? 'brick' : 'plum'}
          onClick={() => (request.kind === 'erase' ? setConfirming(true) : fulfil())}
        >
          {DO[request.kind]}
        </Button>
        <RefuseWays request={request} make={make} />
      </div>
      {isConfirming && (
        <ConfirmErasure
          name={request.customer.name ?? 'this person'}
          onErase={() => {
            setConfirming(false)
            fulfil()
          }}
          onClose={() => setConfirming(false)}
        />
      )}
    </div>
  )
}

const DO: Readonly<Record<PrivacyRequest['kind'], string>> = {
  export: 'Make the copy',
  correct: 'Put it right',
  restrict: 'Restrict',
  object: 'Stop noticing',
  erase: 'Erase for good…',
}

function RefuseWays({
  request,
  make,
}: {
  request: PrivacyRequest
  make: (what: Parameters<typeof deliver>[0], told: string) => Promise<void>
}) {
  return (
    <select
      className="Input Privacy-refuse"
      aria-label="Refuse it, because"
      value=""
      onChange={(event) => {
        const reason = event.currentTarget.value as keyof typeof REASON | ''
        if (reason !== '') void make(change.refuse(request.id, reason, 'Request refused'), 'Refused.')
      }}
    >
      <option value="">Refuse it, because…</option>
      {Object.entries(REASON).map(([reason, words]) => (
        <option key={reason} value={reason}>
          {words}
        </option>
      ))}
    </select>
  )
}

function Alert({ words }: { words: string }) {
  return (
    <p className="small bad" role="alert">
      {words}
    </p>
  )
}

function ReceiptOf({ request: { id, kind, receipt, settled } }: { request: PrivacyRequest }) {
  const mayAnswer = useSession().permissions.includes('privacy.write')
  if (!receipt) return null
  return (
    <div className="Privacy-receipt">
      {receipt.total > 0 && (
        <p className="second">
          {kind === 'erase' ? 'Taken out' : 'In the copy'}: {counted(receipt.total)} rows.
        </p>
      )}
      {kind === 'export' && settled && mayAnswer && (
        <p className="row" data-gap="12">
          <a className="Link" href={copyFile(id, 'json')} download="copy.json">
            Copy as JSON
          </a>
          <a className="Link" href={copyFile(id, 'csv')} download="copy.csv">
            Copy as CSV
          </a>
        </p>
      )}
      {receipt.elsewhere.map((words) => (
        <p key={words} className="row small second" data-gap="6">
          <Icon name="alert-triangle" size="s" />
          {words}
        </p>
      ))}
    </div>
  )
}
