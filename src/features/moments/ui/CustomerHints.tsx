/** What may be in a customer's last words, for her own page; nothing where there is nothing. */
import { useQuery } from '@tanstack/react-query'
import { Hints } from './Hints.tsx'
import { read } from './noticing-api.ts'

export function CustomerHints({ customerId }: { customerId: string }) {
  const { data } = useQuery({
    queryKey: ['hints', customerId],
    queryFn: async () => (await read.hints(customerId)).items,
  })
  if (!data || data.length === 0) return null
  return <Hints hints={data} withQuote />
}
