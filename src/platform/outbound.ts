/**
 * Whom the product may connect to (SAFETY.md R7, G16). A name is resolved here, every address it has is checked, and the
 * caller connects to a checked address, so that a name cannot change its mind between check and connection. Private
 * addresses are reached only where the operator lists them in SPOONFUL_PRIVATE_NETWORKS. It fails closed.
 */
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { Refusal } from '#kit/refusal.ts'

/** Which private networks may be reached; "10.0.0.0/8", "192.168.1.7", "::1". */
export type OutboundPolicy = {
  readonly privateNetworks: readonly string[]
  /** Resolves a name to all of its addresses; the system's resolver unless a test hands in its own. */
  readonly resolve?: (name: string) => Promise<readonly string[]>
}

/** A server that may be connected to. */
export type Destination = {
  /** The checked address to connect to. */
  readonly address: string
  /** The name its certificate must bear. */
  readonly host: string
}

/** How long a name may take to be resolved, in milliseconds. */
const RESOLVE_MS = 5_000

/**
 * Resolves and checks a server. Refuses `host_not_known` where the name has no address or is none, `host_is_private` where any
 * of its addresses is not public and not allowed.
 */
export async function checkDestination(policy: OutboundPolicy, host: string): Promise<Destination> {
  const name = host.trim().toLowerCase().replace(/\.$/, '')
  const addresses = isIP(name) === 0 ? await addressesOf(policy, name) : [name]
  const [first] = addresses
  if (first === undefined) throw notKnown(host)
  const allowed = allowListOf(policy.privateNetworks)
  if (!addresses.every((address) => isPublic(address) || isListed(allowed, address)))
    throw new Refusal(
      'host_is_private',
      `${host} is inside a private network. Whoever runs this server can allow it with SPOONFUL_PRIVATE_NETWORKS.`,
    )
  return { address: first, host: name }
}

/** Whether the host is one the operator listed: there, a connection without encryption is bearable. */
export function isPrivateAndAllowed(policy: OutboundPolicy, { address }: Destination): boolean {
  return !isPublic(address) && isListed(allowListOf(policy.privateNetworks), address)
}

/** Whether text can stand in SPOONFUL_PRIVATE_NETWORKS: one address or a range of them. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

async function addressesOf(
  { resolve = resolveName }: OutboundPolicy,
  name: string,
): Promise<readonly string[]> {
  // Only names of the usual form: "2130706433", "0x7f.1" and the like are read as addresses by some resolvers.
  const isName =
    name.length <= 253 &&
    /^(?:[a-z0-9_](?:[a-z0-9_-]{0,62}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,62}[a-z0-9_])?$/.test(name) &&
    /[a-z]/.test(name.split('.').at(-1) ?? '') &&
    !/^0x/.test(name.split('.').at(-1) ?? '')
  if (!isName) throw notKnown(name)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the name took too long')), RESOLVE_MS)
  })
  try {
    return await Promise.race([resolve(name), late])
  } catch {
    throw notKnown(name)
  } finally {
    clearTimeout(timer)
  }
}

async function resolveName(name: string): Promise<readonly string[]> {
  return (await lookup(name, { all: true, verbatim: true })).map(({ address }) => address)
}

const notKnown = (host: string) =>
  new Refusal(
    'host_not_known',
    `There is no server called ${host.slice(0, 100)}: check how its name is written.`,
  )

/** Ranges that no public server has (IANA special-purpose registries, 2025). */
const SPECIAL_4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]

const SPECIAL = listOf(SPECIAL_4)
/** Of version 6 only what is handed out to the public counts, and of that not what carries a version 4 address inside. */
const GLOBAL_6 = listOf(['2000::/3'])
const SPECIAL_6 = listOf(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20', '3ffe::/16'])

function isPublic(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !SPECIAL.check(address, 'ipv4')
  if (family !== 6 || address.includes('%')) return false
  return GLOBAL_6.check(address, 'ipv6') && !SPECIAL_6.check(address, 'ipv6')
}

function isListed(list: BlockList, address: string): boolean {
  const family = isIP(address)
  return family !== 0 && list.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

const lists = new Map<string, BlockList>()

function allowListOf(networks: readonly string[]): BlockList {
  const key = networks.join(' ')
  let list = lists.get(key)
  if (!list) lists.set(key, (list = listOf(networks)))
  return list
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}
