/** A shop, a help desk and a model in one, that answers politely or refuses and repeats in its answer every secret it was sent. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Outside = {
  /** "127.0.0.1:12345" */
  readonly host: string
  isRude: boolean
  close(): Promise<void>
}

export async function openOutside(): Promise<Outside> {
  const outside = { isRude: false }
  const server = createServer((request, response) => {
    const polite = {
      data: { shop: { name: 'Tussock', currencyCode: 'USD' }, meta: { all_count: 0 }, payload: [] },
      choices: [{ message: { content: '{}' } }],
    }
    request.resume().on('end', () => {
      response.writeHead(outside.isRude ? 401 : 200, { 'content-type': 'application/json' })
      response.end(
        JSON.stringify(outside.isRude ? { error: request.headers, errors: request.headers } : polite),
      )
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return Object.assign(outside, {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  })
}
