/** SAFETY.md G16: a canary listens on loopback and is called by every name there is for it. It hears nothing, unless the operator allows it. */
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tally } from '#testing/checks/run.ts'
import { askOutside, RequestFault } from './outbound-http.ts'
import type { OutboundPolicy } from './outbound.ts'

let canary: Server
let port: number
const heard: string[] = []

beforeAll(async () => {
  canary = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', (data: Buffer) => {
      heard.push(data.toString().split('\r\n')[0] ?? '')
      socket.end(
        `HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:${port}/second\r\ncontent-length: 0\r\n\r\n`,
      )
    })
  }).listen(0, '127.0.0.1')
  await once(canary, 'listening')
  port = (canary.address() as AddressInfo).port
})
afterAll(() => canary.close())

/** What the world's resolvers would answer; a name that is asked twice answers differently the second time. */
function resolver(): OutboundPolicy {
  let asked = 0
  return {
    privateNetworks: [],
    resolve: async (name) => {
      asked += 1
      if (name === 'rebinding.example.com') return asked === 1 ? ['192.0.2.1', '127.0.0.1'] : ['127.0.0.1']
      if (name === 'broken.example.com') throw new Error('SERVFAIL')
      if (name === 'empty.example.com') return []
      if (name === 'mapped.example.com') return ['::ffff:127.0.0.1']
      return ['127.0.0.1']
    },
  }
}

const HOSTS = [
  ...['127.0.0.1', '127.1', '127.0.1', '127.255.255.254', '2130706433', '0x7f000001', '0x7f.0.0.1', '0x7f.1'],
  ...['0177.0.0.1', '017700000001', '0177.0.0.01', '127.0.0.1.', '0', '0.0.0.0', '0x0', '00.0.0.0'],
  ...[
    'localhost',
    'LOCALHOST',
    'localhost.',
    'localhost.localdomain',
    'a.localhost',
    'localtest.example.com',
  ],
  ...[
    '[::1]',
    '[::]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:ffff:127.0.0.1]',
  ],
  ...[
    '[::127.0.0.1]',
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b:1::7f00:1]',
    '[2002:7f00:1::]',
    '[2001::7f00:1]',
    '[fe80::1]',
  ],
  ...['[fc00::1]', '[fd00::1]', '[fec0::1]', '[ff02::1]', '[100::1]', '[2001:db8::1]'],
  ...[
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '198.18.0.1',
  ],
  ...['192.0.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255', '192.88.99.1', '203.0.113.1'],
  ...[
    '１２７.０.０.１',
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    'user@127.0.0.1',
    'user:secret@localhost',
    'public.example.com#@127.0.0.1',
  ],
  ...[
    'rebinding.example.com',
    'broken.example.com',
    'empty.example.com',
    'mapped.example.com',
    '127.0.0.1.nip.example.com',
  ],
]

test('every name of a place inside is refused before anything is sent', async () => {
  const counted = tally('ssrf')
  for (const host of HOSTS)
    for (const scheme of ['https', 'http']) {
      const address = `${scheme}://${host}:${port}/`
      const thrown = await askOutside(resolver(), address, {
        method: 'GET',
        headers: {},
        timeLimitMs: 2_000,
      }).then(
        () => 'an answer',
        (error: unknown) => error,
      )
      expect(thrown, address).toBeInstanceOf(Error)
      expect(thrown instanceof RequestFault, `${address} was connected to`).toBe(false)
      expect(String((thrown as Error).message), address).not.toMatch(/ECONN|ENOTFOUND|ETIMEDOUT|open|port \d/)
      counted.add()
    }
  expect(heard).toEqual([])
  counted.end(120, { 'canary heard': heard.length, hosts: HOSTS.length })
})

test.each(['ftp', 'file', 'gopher', 'data', 'javascript'])('nothing is asked by %s', async (scheme) => {
  const asked = askOutside({ privateNetworks: ['127.0.0.1'] }, `${scheme}://127.0.0.1:${port}/x`, {
    method: 'GET',
    headers: {},
  })
  await expect(asked).rejects.toMatchObject({ code: 'host_not_known' })
  expect(heard).toEqual([])
})

test('a public server is asked at the usual ports only', async () => {
  const policy = { privateNetworks: [], resolve: async () => ['93.184.215.14'] }
  for (const odd of [22, 25, 3306, 5432, 6379, 11211])
    await expect(
      askOutside(policy, `https://shop.example.com:${odd}/`, {
        method: 'GET',
        headers: {},
        timeLimitMs: 500,
      }),
    ).rejects.toMatchObject({ code: 'port_not_allowed' })
})

test('what the operator allows is reached, and where it points to is not followed', async () => {
  const answer = await askOutside({ privateNetworks: ['127.0.0.1'] }, `http://127.0.0.1:${port}/first`, {
    method: 'GET',
    headers: {},
  })
  expect(answer.status).toBe(302)
  expect(heard).toEqual(['GET /first HTTP/1.1'])
})
