/** A language model on the loopback that says what a test wants it to say. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What it was told, and by whom: the body as it came, and the header that authorises. */
type Told = { readonly body: string; readonly authorisation: string | undefined }

export type FakeModel = {
  /** "http://127.0.0.1:1234/v1" */
  readonly address: string
  readonly heard: Told[]
  close(): Promise<void>
}

/** Opens one. `answer` gives the message it sends back, or the status of a server that fails. */
export async function openFakeModel(answer: (body: string) => object | number): Promise<FakeModel> {
  const heard: Told[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      heard.push({ body, authorisation: request.headers.authorization })
      const message = answer(body)
      if (typeof message === 'number') response.writeHead(message).end('{}')
      else response.end(JSON.stringify({ choices: [{ message }] }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    heard,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
