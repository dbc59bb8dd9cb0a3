/** A promise found in what we wrote, offered to whoever wrote it: meant, meant for another time, or no promise. */
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PromiseRow } from '#features/promises/contract.ts'
import type { Change } from '#web/api.ts'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { whenFull } from '#web/times.ts'
import { change } from './api.ts'
import { ChangeSheet } from './PromiseSheets.tsx'
import { renewPromises } from './useBoard.ts'
import './customer-promises.css'

export function FoundOffer({ row }: { row: PromiseRow }) {
  const client = useQueryClient()
  const [isChanging, setChanging] = useState(false)
  async function send(sent: Change, told: string, back?: Change) {
    try {
      await deliver(sent)
      tell(told, back ? () => void send(back, 'As it was.') : undefined)
    } catch (failure) {
      tellFailure(`That was not saved. ${failureWords(failure)}`)
    }
    await renewPromises(client)
  }
  const { customer, dueAt } = row
  return (
    <div className="FoundOffer">
      <p className="small">
        <span className="second">You wrote</span> <span className="voice">“{row.wording}”</span>
        <span className="second">
          {' '}
          {dueAt === null
            ? 'It binds once she answers.'
            : `Is it a promise for ${whenFull(dueAt)}${row.isAssumed ? ', the usual time' : ''}?`}
        </span>
      </p>
      <div className="row wrap" data-gap="6">
        <Button
          size="xs"
          variant="light"
          onClick={() =>
            void send(
              change.accept(row.id, `Promised ${customer.name}`),
              `Promised: ${customer.name}, ${row.about}.`,
              change.unaccept(row.id, `Offered again: ${customer.name}`),
            )
          }
        >
          It is one
        </Button>
        <Button size="xs" onClick={() => setChanging(true)}>
          Another time
        </Button>
        <Button
          size="xs"
          variant="subtle"
          onClick={() =>
            void send(
              change.settle(row.id, { outcome: 'withdrawn', words: 'It was no promise' }, `No promise: ${customer.name}`), // prettier-ignore
              'It was no promise.',
              change.unsettle(row.id, `Open again: ${customer.name}`),
            )
          }
        >
          No promise
        </Button>
      </div>
      {isChanging && (
        <ChangeSheet
          row={row}
          onClose={() => setChanging(false)}
          onChange={(when) => {
            setChanging(false)
            void send(change.alter(row.id, { when }, `Another time: ${customer.name}`), `Promised ${customer.name}: ${when}.`) // prettier-ignore
          }}
        />
      )}
    </div>
  )
}
