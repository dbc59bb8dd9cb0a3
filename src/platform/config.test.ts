import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

const place = { directory: '/srv/brand', isRoot: false }

test('without any variable Spoonful serves this machine only', () => {
  expect(readConfig({}, place)).toEqual({
    port: 4680,
    host: '127.0.0.1',
    dataDirectory: '/srv/brand/.spoonful',
    databaseUrl: undefined,
    baseUrl: undefined,
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
