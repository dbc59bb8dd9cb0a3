/** What is known about a customer, read by itself, for her own page. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Fact } from '#features/moments/contract.ts'
import { change, Problem, read } from '#web/api.ts'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { deliver } from '#web/outbox.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { CustomerConsents } from './CustomerConsents.tsx'
import { CustomerHints } from './CustomerHints.tsx'
import { Facts } from './Facts.tsx'

export function CustomerFacts({ customerId }: { customerId: string }) {
  const client = useQueryClient()
  const key = ['facts', customerId]
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: async () => (await read.facts(customerId)).items,
  })
  function stand(fact: Fact, standing: Fact['standing']) {
    client.setQueryData<Fact[]>(key, (facts) =>
      facts?.map((each) => (each.id === fact.id ? { ...each, standing } : each)),
    )
    void deliver(change.standFact(fact.id, standing, fact.value)).catch((failure: unknown) => {
      const why = failure instanceof Problem ? failure.message : 'There is no connection.'
      tellFailure(`That was not saved: ${why}`)
      void refetch()
    })
  }
  if (error) return <FailedFace title="What we know could not be read." onRetry={() => void refetch()} />
  if (!data) return <LoadingLines widths={[60, 84, 70]} />
  return (
    <>
      <Facts
        facts={data}
        onStand={(fact, standing) => {
          stand(fact, standing)
          tell(standing === 'forgotten' ? `Forgotten: ${fact.value}.` : `Confirmed: ${fact.value}.`, () =>
            stand(fact, fact.standing),
          )
        }}
        onAdd={async (value) => {
          await deliver(change.addFact(customerId, value, `A fact: ${value}`))
          await refetch()
        }}
      />
      <CustomerConsents customerId={customerId} />
      <CustomerHints customerId={customerId} />
    </>
  )
}
