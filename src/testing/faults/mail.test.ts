/** The whole way by real mail: a question arrives, an agent answers, the product is killed while the reply is held, and she gets it once. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Mailbox } from '#connectors/email/contract.ts'
import { readMail } from '#connectors/email/reading/read-mail.ts'
import type { Reply } from '#features/plays/contract.ts'
import { makeTestDirectory } from '../directory.ts'
import { bringMail, mailServersProblem, startMailServers, type MailServers } from '../mail-servers.ts'
import { enter, startProgram, type Program } from '../program.ts'

const CARE = 'care@shop.example'
const MAREN = 'maren@example.com'
const problem = mailServersProblem()
if (problem !== undefined) console.log(`SKIPPED: ${problem}`)

describe.skipIf(problem !== undefined)('a reply by e-mail', () => {
  let servers: MailServers
  let program: Program
  let cookie: string
  let data: Awaited<ReturnType<typeof makeTestDirectory>>
  const start = async () => {
    program = await startProgram({ SPOONFUL_DATA: data.path, SPOONFUL_PRIVATE_NETWORKS: '127.0.0.0/8' })
    cookie = await enter(program)
  }
  async function ask<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(program.url + path, {
      method,
      headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return JSON.parse(text) as T
  }
  async function until<T>(look: () => Promise<T | undefined | false>, what: string): Promise<T> {
    for (let tries = 0; tries < 400; tries++) {
      const found = await look()
      if (found) return found
      await sleep(100)
    }
    throw new Error(`${what} did not happen: ${program.said()}`)
  }
  async function received(): Promise<Buffer[]> {
    const path = join(servers.maildir(MAREN), 'new')
    const names = await readdir(path).catch(() => [])
    return Promise.all(names.map((name) => readFile(join(path, name))))
  }

  beforeAll(async () => {
    data = await makeTestDirectory('mail-faults')
    servers = await startMailServers([CARE, MAREN])
    await start()
  })
  afterAll(async () => {
    await program.stop()
    await servers.close()
    await data.remove()
  })

  test('survives kill -9 while it is held, and reaches her once', async () => {
    await ask<Mailbox>('POST', '/api/v1/mailboxes', {
      name: 'Tussock Merino',
      address: CARE,
      imap: { host: '127.0.0.1', port: servers.imapPort, security: 'none' },
      smtp: { host: '127.0.0.1', port: servers.smtpPort, security: 'none' },
      username: CARE,
      password: servers.password,
    })
    await bringMail(
      servers,
      MAREN,
      CARE,
      `From: Maren Oduya <${MAREN}>\nTo: ${CARE}\nSubject: My order\nMessage-ID: <ask@example.com>\n\nThird time I ask: where is my parcel? It was for my wedding, and nobody answers.\n`,
    )
    type Queue = { items: { id: string; customer: { name: string } }[] }
    const moment = await until(
      async () =>
        (await ask<Queue>('GET', '/api/v1/queue')).items.find(
          ({ customer }) => customer.name === 'Maren Oduya',
        ),
      'the moment',
    )
    const sent = await ask<Reply>('POST', '/api/v1/replies', {
      key: 'one-press-of-send',
      momentId: moment.id,
      text: 'Dear Maren,\n\nit leaves today, and I am watching it.\n\nPriya',
      isDone: true,
    })
    expect(sent).toMatchObject({ state: 'held', channel: { name: 'email' }, address: MAREN })
    await program.kill()
    await start()
    await until(
      async () => (await ask<Reply>('GET', `/api/v1/replies/${sent.id}`)).state === 'sent',
      'the sending',
    )
    await program.kill()
    await start()
    await sleep(3_000)
    const mails = await received()
    expect(mails).toHaveLength(1)
    expect(await readMail(mails[0] ?? Buffer.alloc(0))).toMatchObject({
      from: { address: CARE },
      subject: 'Re: My order',
      answers: ['ask@example.com'],
      text: expect.stringContaining('I am watching it.') as string,
    })

    // Her thanks come into the same conversation, and the answer stands on the timeline once.
    const { messageId } = await readMail(mails[0] ?? Buffer.alloc(0))
    await bringMail(
      servers,
      MAREN,
      CARE,
      `From: Maren Oduya <${MAREN}>\nTo: ${CARE}\nSubject: Re: My order\nMessage-ID: <thanks@example.com>\nIn-Reply-To: <${messageId}>\n\nThank you so much, Priya!`,
    )
    type Entries = { items: { kind: string; conversationId: string | null; text: string | null }[] }
    const entries = await until(async () => {
      const { items } = await ask<Entries>(
        'GET',
        `/api/v1/customers/${sent.customer.id}/timeline?kinds=message_in,message_out`,
      )
      return items.length >= 3 && items
    }, 'her thanks')
    expect(entries.map(({ kind }) => kind).sort()).toEqual(['message_in', 'message_in', 'message_out'])
    expect(new Set(entries.map(({ conversationId }) => conversationId)).size).toBe(1)
  }, 120_000)
})
