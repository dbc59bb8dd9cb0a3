import { expect, test } from 'vitest'
import { checkReach, readConfig } from './config.ts'

const place = { directory: '/srv/brand', isRoot: false }

test('without any variable Spoonful serves this machine only', () => {
  expect(readConfig({}, place)).toEqual({
    port: 4680,
    host: '127.0.0.1',
    dataDirectory: '/srv/brand/.spoonful',
    databaseUrl: undefined,
    baseUrl: undefined,
    allowsPlainHttp: false,
    trustedProxies: [],
    logLevel: 'info',
    minFreeBytes: 209_715_200,
    privateNetworks: [],
    secretKeys: undefined,
    backups: 7,
    backupDirectory: '/srv/brand/.spoonful/backups',
    backupPassphrase: undefined,
  })
})

test('as root the data lies where the database can reach it', () => {
  expect(readConfig({}, { ...place, isRoot: true }).dataDirectory).toBe('/var/lib/spoonful')
})

test('variables are taken, an empty one counts as not set', () => {
  const config = readConfig(
    {
      PORT: '0',
      HOST: '',
      SPOONFUL_DATA: 'data',
      SPOONFUL_BASE_URL: 'https://care.example.com/',
      DATABASE_URL: 'postgres://spoonful:secret@db/spoonful',
    },
    place,
  )
  expect(config).toMatchObject({
    port: 0,
    host: '127.0.0.1',
    dataDirectory: '/srv/brand/data',
    baseUrl: 'https://care.example.com',
    databaseUrl: 'postgres://spoonful:secret@db/spoonful',
  })
})

test('every bad variable is named in a line of its own, without its value', () => {
  const bad = {
    PORT: '65536',
    HOST: 'not a host',
    DATABASE_URL: 'mysql://root:hunter2@db/x',
    SPOONFUL_BASE_URL: 'https://care.example.com/path',
    LOG_LEVEL: 'loud',
    SPOONFUL_PRIVATE_NETWORKS: '10.0.0.0/40',
    SPOONFUL_SECRET_KEYS: 'hunter2',
    SPOONFUL_MIN_FREE_MB: '-1',
  }
  const message = messageOf(() => readConfig(bad, place))
  expect(message.split('\n').map((line) => line.split(' ')[0])).toEqual(Object.keys(bad))
  expect(message).not.toContain('hunter2')
})

test.each(['0x50', '80.5', '1e3', '-1', ' '.repeat(3) + 'x'])('PORT=%j is no port', (PORT) => {
  expect(messageOf(() => readConfig({ PORT }, place))).toMatch(/^PORT must be a number from 0/)
})

function messageOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  throw new Error('Nothing was refused.')
}

const reached = (environment: Record<string, string>) => () => checkReach(readConfig(environment, place))

test.each([
  {},
  { HOST: 'localhost' },
  { HOST: '127.0.0.2' },
  { HOST: '::1' },
  { SPOONFUL_BASE_URL: 'http://localhost:4680' },
  { HOST: '0.0.0.0', SPOONFUL_BASE_URL: 'https://care.example.com' },
  { HOST: '10.0.0.7', SPOONFUL_PLAIN_HTTP: 'yes' },
])('%j may be served', (environment) => {
  expect(reached(environment as Record<string, string>)).not.toThrow()
})

test.each([
  { HOST: '0.0.0.0' },
  { HOST: '::' },
  { HOST: '10.0.0.7', SPOONFUL_PLAIN_HTTP: 'no' },
  { HOST: 'care.internal' },
  { HOST: '127.0.0.1.example.com' },
  { HOST: '0.0.0.0', SPOONFUL_BASE_URL: 'http://care.example.com' },
  { HOST: '0.0.0.0', SPOONFUL_BASE_URL: 'http://localhost:4680' },
  { SPOONFUL_BASE_URL: 'http://care.example.com' },
])('%j would send passwords over the network in plain http: refused, with what to do', (environment) => {
  expect(messageOf(reached(environment as Record<string, string>))).toMatch(
    /^With (?:HOST|SPOONFUL_BASE_URL)=\S+ passwords would cross the network in plain http\. Put a proxy with TLS in front and set SPOONFUL_BASE_URL/,
  )
})

test('proxies are trusted by name only, and never everybody', () => {
  const read = (SPOONFUL_TRUSTED_PROXIES: string) => readConfig({ SPOONFUL_TRUSTED_PROXIES }, place)
  expect(read('127.0.0.1, 10.0.0.0/8 ,fd00::/8').trustedProxies).toEqual([
    '127.0.0.1',
    '10.0.0.0/8',
    'fd00::/8',
  ])
  for (const wrong of ['all', '0.0.0.0/0', '10.0.0.0/33', 'true', '10.0.0/8'])
    expect(() => read(wrong), wrong).toThrow(/^SPOONFUL_TRUSTED_PROXIES must be addresses or networks/)
})
