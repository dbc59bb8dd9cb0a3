/** What the environment may set, parsed once at the start; reads nothing later and holds no secret of its own. */
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { isNetwork } from './outbound.ts'
import { parseKeys } from './secrets.ts'
import { StartError } from './start-error.ts'

const WEB_PORT = 4680
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** The settings of one process. */
export type Config = {
  /** 0 to 65535; 0 lets the system choose a free one. */
  readonly port: number
  /** The address to listen on; loopback unless told otherwise. */
  readonly host: string
  /** Absolute path. */
  readonly dataDirectory: string
  /** A PostgreSQL 15 or newer to use instead of the embedded one. Holds a password: never log it. */
  readonly databaseUrl: string | undefined
  /** The address people reach us at, `https://host[:port]` without a slash at the end; links are made from it alone. */
  readonly baseUrl: string | undefined
  /** Whether passwords may cross a network in plain http, because whoever runs it said so. */
  readonly allowsPlainHttp: boolean
  /** Addresses and networks of proxies that may say whom they ask for (X-Forwarded-For); empty for none. */
  readonly trustedProxies: readonly string[]
  readonly logLevel: (typeof LEVELS)[number]
  /** Start and writes are refused with less room on the disk than this, in bytes. */
  readonly minFreeBytes: number
  /** Private networks that mail servers, help desks and the like may stand in: "10.0.0.0/8"; none unless told. */
  readonly privateNetworks: readonly string[]
  /** Keys for what is sealed, instead of the file in the data directory. Secret: never log it. */
  readonly secretKeys: string | undefined
  /** How many daily backups are kept; 0 for none. */
  readonly backups: number
  /** Absolute path of where they lie. */
  readonly backupDirectory: string
  /** Seals backups instead of the installation's own key. Secret: never log it. */
  readonly backupPassphrase: string | undefined
}

const Environment = z.object({
  PORT: count(WEB_PORT, 65_535, 'a number from 0 (any free port) to 65535'),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be an address or a host name to listen on, such as 127.0.0.1 or 0.0.0.0')
    .default('127.0.0.1'),
  SPOONFUL_DATA: z.string().optional(),
  DATABASE_URL: z
    .string()
    .refine(isDatabaseUrl, 'must look like postgres://user:password@host:5432/database')
    .optional(),
  SPOONFUL_BASE_URL: z
    .string()
    .refine(isOrigin, 'must be the address people open, without a path: https://care.example.com')
    .transform((text) => new URL(text).origin)
    .optional(),
  SPOONFUL_PLAIN_HTTP: z.enum(['yes', 'no'], 'must be yes or no').default('no'),
  SPOONFUL_TRUSTED_PROXIES: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .refine(
      (list) => list.every((part) => isNetwork(part) && !part.endsWith('/0')),
      'must be addresses or networks of your own proxies, separated by commas: 127.0.0.1,10.0.0.0/8',
    )
    .default([]),
  LOG_LEVEL: z.enum(LEVELS, `must be one of ${LEVELS.join(', ')}`).default('info'),
  SPOONFUL_PRIVATE_NETWORKS: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((word) => word !== ''))
    .refine(
      (list) => list.every(isNetwork),
      'must be addresses or ranges such as 10.0.0.0/8, separated by commas',
    )
    .default([]),
  SPOONFUL_SECRET_KEYS: z
    .string()
    .refine((text) => parseKeys(text), 'must be keys of 64 hexadecimal digits, separated by commas')
    .optional(),
  SPOONFUL_BACKUPS: count(7, 1_000, 'how many daily backups to keep, from 0 (none) to 1000'),
  SPOONFUL_BACKUP_DIRECTORY: z.string().optional(),
  SPOONFUL_BACKUP_PASSPHRASE: z.string().min(12, 'must have at least 12 characters').optional(),
  SPOONFUL_MIN_FREE_MB: count(200, 1_000_000, 'a number of megabytes from 0 to 1000000'),
})

/**
 * Parses the environment. An empty variable counts as not set. Throws a StartError with one line for every variable
 * that is wrong; values are not repeated in it, since they may hold passwords.
 */
export function readConfig(
  environment: NodeJS.ProcessEnv = process.env,
  place: { directory: string; isRoot: boolean } = {
    directory: process.cwd(),
    isRoot: process.getuid?.() === 0,
  },
): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    throw new StartError(
      parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`).join('\n'),
    )
  }
  const { data } = parsed
  const dataDirectory = resolve(
    place.directory,
    data.SPOONFUL_DATA ?? (place.isRoot ? '/var/lib/spoonful' : '.spoonful'),
  )
  return {
    port: data.PORT,
    host: data.HOST,
    dataDirectory,
    databaseUrl: data.DATABASE_URL,
    baseUrl: data.SPOONFUL_BASE_URL,
    allowsPlainHttp: data.SPOONFUL_PLAIN_HTTP === 'yes',
    trustedProxies: data.SPOONFUL_TRUSTED_PROXIES,
    logLevel: data.LOG_LEVEL,
    minFreeBytes: data.SPOONFUL_MIN_FREE_MB * 1024 * 1024,
    privateNetworks: data.SPOONFUL_PRIVATE_NETWORKS,
    secretKeys: data.SPOONFUL_SECRET_KEYS,
    backups: data.SPOONFUL_BACKUPS,
    backupDirectory: resolve(
      place.directory,
      data.SPOONFUL_BACKUP_DIRECTORY ?? join(dataDirectory, 'backups'),
    ),
    backupPassphrase: data.SPOONFUL_BACKUP_PASSPHRASE,
  }
}

/**
 * Refuses to serve people of other machines by plain http, where passwords and what customers wrote could be read on the way (ASVS 12.2.1).
 * Throws a StartError that says what to do.
 */
export function checkReach({ host, baseUrl, allowsPlainHttp }: Config): void {
  if (allowsPlainHttp || baseUrl?.startsWith('https:')) return
  const [at, name] = !isLoopback(host)
    ? [host, 'HOST']
    : baseUrl !== undefined && !isLoopback(new URL(baseUrl).hostname)
      ? [baseUrl, 'SPOONFUL_BASE_URL']
      : []
  if (at === undefined) return
  throw new StartError(
    `With ${name}=${at} passwords would cross the network in plain http. Put a proxy with TLS in front and set SPOONFUL_BASE_URL to the https address people open, or leave HOST and SPOONFUL_BASE_URL unset to serve this machine only. On a network you trust entirely, SPOONFUL_PLAIN_HTTP=yes starts it all the same.`,
  )
}

const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)

function count(fallback: number, most: number, range: string) {
  return z
    .string()
    .refine((text) => /^\d{1,9}$/.test(text.trim()) && Number(text) <= most, `must be ${range}`)
    .transform(Number)
    .default(fallback)
}

function isDatabaseUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && ['postgres:', 'postgresql:'].includes(url.protocol)
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return false
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
}
