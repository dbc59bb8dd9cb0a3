/** Nobody gets the product to knock on doors inside: addresses in every spelling, names that resolve to them, names that change their mind. */
import { describe, expect, test } from 'vitest'
import { Refusal } from '#kit/refusal.ts'
import { checkDestination, isNetwork, isPrivateAndAllowed, type OutboundPolicy } from './outbound.ts'

const names: Record<string, readonly string[]> = {
  'mail.example.com': ['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'],
  'inside.example.com': ['10.1.2.3'],
  'half.example.com': ['93.184.215.14', '127.0.0.1'],
  localhost: ['127.0.0.1', '::1'],
  'localhost.localdomain': ['127.0.0.1'],
  'metadata.google.internal': ['169.254.169.254'],
  'mapped.example.com': ['::ffff:127.0.0.1'],
}
const open: OutboundPolicy = {
  privateNetworks: [],
  resolve: async (name) => {
    const found = names[name]
    if (!found) throw new Error('ENOTFOUND')
    return found
  },
}

async function codeOf(policy: OutboundPolicy, host: string): Promise<string> {
  try {
    return (await checkDestination(policy, host)).address
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

describe('a server inside is not reached', () => {
  test.each([
    ...['127.0.0.1', '127.255.255.254', '0.0.0.0', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    ...[
      '169.254.169.254',
      '100.64.0.1',
      '100.127.255.255',
      '192.0.0.1',
      '192.0.2.1',
      '198.18.0.1',
      '198.51.100.1',
    ],
    ...['203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255', '192.88.99.1'],
    ...[
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      '::127.0.0.1',
      '64:ff9b::7f00:1',
      '64:ff9b:1::1',
      '100::1',
    ],
    ...[
      '2001::1',
      '2001:db8::1',
      '2002:7f00:1::',
      'fc00::1',
      'fd12:3456::1',
      'fe80::1',
      'fec0::1',
      'ff02::1',
      '3fff::1',
    ],
    ...[
      'localhost',
      'localhost.',
      'LOCALHOST',
      'localhost.localdomain',
      'inside.example.com',
      'half.example.com',
    ],
    ...['metadata.google.internal', 'mapped.example.com', 'INSIDE.example.com.'],
  ])('%s', async (host) => {
    expect(await codeOf(open, host)).toBe('host_is_private')
  })

  test.each([
    ...[
      '2130706433',
      '0x7f000001',
      '0177.0.0.1',
      '127.1',
      '0x7f.1',
      '127.0.0.1:80',
      'user@127.0.0.1',
      '[::1]',
      '',
    ],
    ...[
      'nowhere.example.com',
      'mail.example.com/x',
      'mail example.com',
      '127.0.0.1\r\nX: y',
      'a'.repeat(300),
      '.',
      'fe80::1%lo',
    ],
  ])('what is no name and no address: %j', async (host) => {
    expect(await codeOf(open, host)).toMatch(/^host_(?:not_known|is_private)$/)
  })
})

test('a public server is reached at the address that was checked', async () => {
  expect(await checkDestination(open, ' Mail.Example.com ')).toEqual({
    address: '93.184.215.14',
    host: 'mail.example.com',
  })
  expect(await codeOf(open, '9.9.9.9')).toBe('9.9.9.9')
  expect(await codeOf(open, '2606:4700::1111')).toBe('2606:4700::1111')
})

test('a name that takes for ever is not known', async () => {
  const slow = { privateNetworks: [], resolve: () => new Promise<never>(() => {}) }
  expect(await codeOf(slow, 'slow.example.com')).toBe('host_not_known')
}, 10_000)

test('the operator may allow networks, and only those', async () => {
  const lan = { ...open, privateNetworks: ['10.0.0.0/8', '::1'] }
  expect(await codeOf(lan, 'inside.example.com')).toBe('10.1.2.3')
  expect(await codeOf(lan, '::1')).toBe('::1')
  expect(await codeOf(lan, '127.0.0.1')).toBe('host_is_private')
  expect(await codeOf(lan, '192.168.0.1')).toBe('host_is_private')
  expect(isPrivateAndAllowed(lan, { address: '10.1.2.3', host: 'x' })).toBe(true)
  expect(isPrivateAndAllowed(lan, { address: '9.9.9.9', host: 'x' })).toBe(false)
  expect(['10.0.0.0/8', '::1', '192.168.1.7'].every(isNetwork)).toBe(true)
  expect(['10.0.0.0/33', 'lan', '10.0.0.0/8/8', '', '::1/129'].some(isNetwork)).toBe(false)
})
