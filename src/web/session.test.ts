/** What is left in the page after a session: nothing that was asked for it (ASVS 14.3.1). */
import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { leave, SESSION } from './session.ts'

test('with the session goes all that was asked for her', () => {
  const client = new QueryClient()
  client.setQueryData(SESSION, { member: { name: 'Priya' } })
  client.setQueryData(['queue', { of: 'mine' }], { items: ['Maren'] })
  client.setQueryData(['customer', '1'], { name: 'Maren' })
  leave(client)
  expect(client.getQueryCache().getAll().map(({ queryKey, state }) => [queryKey[0], state.data])).toEqual([['session', undefined]]) // prettier-ignore
})
