/**
 * A real Dovecot and a real Postfix for one test file: on loopback, in a directory of its own, ended with it. Both come from
 * Debian (bin/mail-servers.mjs); where they are missing, or may not be started, the tests that need them are skipped aloud.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, chownSync, constants } from 'node:fs'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createConnection, createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import PostalMime, { type Email } from 'postal-mime'
import { makeTestDirectory } from './directory.ts'

const MASTER = '/usr/lib/postfix/sbin/master'
/** Owner of the mail: nobody. */
const NOBODY = 65_534

export type MailServers = {
  readonly imapPort: number
  readonly imapsPort: number
  readonly smtpPort: number
  /** The password of every address. */
  readonly password: string
  /** The folder of an address's mail, as Dovecot keeps it. */
  readonly maildir: (address: string) => string
  /** Gives a folder another UIDVALIDITY, as a restored backup has. */
  renumber(address: string): Promise<void>
  /** Ends Dovecot and starts it again on the same ports. */
  restartImap(): Promise<void>
  close(): Promise<void>
}

/** Why there are none, as one line; undefined where they can be started. */
export function mailServersProblem(): string | undefined {
  if (process.getuid?.() !== 0) return 'mail servers are not started: they need root'
  const missing = [MASTER, '/usr/sbin/postfix', '/usr/sbin/dovecot'].filter((path) => !isProgram(path))
  return missing.length === 0
    ? undefined
    : `mail servers are not started: ${missing.join(', ')} missing (Debian: apt-get install dovecot-imapd postfix)`
}

/** Starts both, with a mailbox for each address; domains are what stands behind the "@". */
export async function startMailServers(addresses: readonly string[]): Promise<MailServers> {
  const directory = await makeTestDirectory('mail')
  const at = (...names: string[]) => join(directory.path, ...names)
  const [imapPort, imapsPort, smtpPort] = await freePorts(3)
  const password = 'correct horse'
  for (const name of ['mail', 'run', 'conf', 'queue', 'data']) await mkdir(at(name))
  await chmod(directory.path, 0o755)
  chownSync(at('mail'), NOBODY, NOBODY)
  makeCertificate(at('cert.pem'), at('key.pem'))
  await writeFile(at('users'), addresses.map((address) => `${address}:{PLAIN}${password}:::::\n`).join(''))
  await writeFile(at('dovecot.conf'), dovecotConf(directory.path, imapPort, imapsPort))
  await writePostfix(directory.path, smtpPort, addresses)

  const dovecot = await startDovecot(at('dovecot.conf'), imapPort)
  const checked = spawnSync('/usr/sbin/postfix', ['-c', at('conf'), 'check'], { encoding: 'utf8' })
  if (checked.status !== 0) throw new Error(`Postfix refuses its settings: ${checked.stderr}`)
  const master = spawn(MASTER, ['-c', at('conf'), '-d'], { stdio: 'ignore' })
  await answers(smtpPort, master)

  let imap = dovecot
  return {
    imapPort,
    imapsPort,
    smtpPort,
    password,
    maildir: (address) => at('mail', address),
    renumber: async (address) => {
      const list = at('mail', address, 'dovecot-uidlist')
      const text = await readFile(list, 'utf8')
      await stop(imap)
      await writeFile(list, text.replace(/\bV\d+\b/, 'V1234567').replace(/^(\d+) /gm, '$1 '))
      const { rm, readdir } = await import('node:fs/promises')
      for (const name of await readdir(at('mail', address)))
        if (name.startsWith('dovecot.index')) await rm(at('mail', address, name))
      imap = await startDovecot(at('dovecot.conf'), imapPort)
    },
    restartImap: async () => {
      await stop(imap)
      imap = await startDovecot(at('dovecot.conf'), imapPort)
    },
    close: async () => {
      await Promise.all([stop(imap), stop(master)])
      await directory.remove()
    },
  }
}

/** Brings a mail by SMTP, as a stranger's server would: nobody signs in. Answers the server's last word. */
export async function bringMail(
  { smtpPort }: Pick<MailServers, 'smtpPort'>,
  from: string,
  to: string,
  raw: string | Buffer,
): Promise<string> {
  const socket = createConnection(smtpPort, '127.0.0.1')
  const answered = async (): Promise<string> => {
    let text = ''
    while (!/^\d{3} .*\r\n$/m.test(text.slice(text.lastIndexOf('\n', text.length - 2) + 1))) {
      const [data] = (await once(socket, 'data')) as [Buffer]
      text += data.toString('latin1')
    }
    if (!/^[23]/.test(text)) throw new Error(text)
    return text
  }
  await answered()
  for (const line of ['EHLO elsewhere.example', `MAIL FROM:<${from}>`, `RCPT TO:<${to}>`, 'DATA']) {
    socket.write(`${line}\r\n`)
    await answered()
  }
  const text = Buffer.isBuffer(raw) ? raw.toString('latin1') : Buffer.from(raw).toString('latin1')
  socket.write(Buffer.from(`${text.replace(/\r?\n/g, '\r\n').replace(/^\./gm, '..')}\r\n.\r\n`, 'latin1'))
  const last = await answered()
  socket.end('QUIT\r\n')
  return last
}

/** Reads an address's inbox back from Dovecot by IMAP, oldest first. */
export async function readInbox(
  { imapPort, password }: Pick<MailServers, 'imapPort' | 'password'>,
  address: string,
): Promise<Email[]> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: imapPort,
    secure: false,
    doSTARTTLS: false,
    auth: { user: address, pass: password },
    logger: false,
  })
  await client.connect()
  try {
    await client.mailboxOpen('INBOX', { readOnly: true })
    const mails = await client.fetchAll('1:*', { source: true })
    return await Promise.all(mails.map(({ source = Buffer.alloc(0) }) => PostalMime.parse(source)))
  } finally {
    await client.logout()
  }
}

function dovecotConf(directory: string, imapPort: number, imapsPort: number): string {
  return `
protocols = imap
listen = 127.0.0.1
base_dir = ${directory}/run
log_path = ${directory}/dovecot.log
ssl = yes
ssl_cert = <${directory}/cert.pem
ssl_key = <${directory}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:${directory}/mail/%u
mail_uid = ${NOBODY}
mail_gid = ${NOBODY}
first_valid_uid = 1
first_valid_gid = 1
last_valid_uid = ${NOBODY}
mailbox_list_index = no
passdb {
  driver = passwd-file
  args = ${directory}/users
}
userdb {
  driver = static
  args = uid=${NOBODY} gid=${NOBODY} home=${directory}/mail/%u
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
}
service imap-login {
  inet_listener imap {
    address = 127.0.0.1
    port = ${imapPort}
  }
  inet_listener imaps {
    address = 127.0.0.1
    port = ${imapsPort}
    ssl = yes
  }
}
service auth {
  unix_listener ${directory}/auth.sock {
    mode = 0666
  }
}
`
}

async function writePostfix(directory: string, port: number, addresses: readonly string[]): Promise<void> {
  const domains = [...new Set(addresses.map((address) => address.slice(address.indexOf('@') + 1)))]
  await writeFile(join(directory, 'boxes'), addresses.map((address) => `${address} ${address}/\n`).join(''))
  const owner = Number(spawnSync('id', ['-u', 'postfix'], { encoding: 'utf8' }).stdout)
  chownSync(join(directory, 'data'), owner, owner)
  await writeFile(
    join(directory, 'conf', 'main.cf'),
    `
compatibility_level = 3.6
queue_directory = ${directory}/queue
data_directory = ${directory}/data
daemon_directory = /usr/lib/postfix/sbin
command_directory = /usr/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = mail.shop.example
mydestination =
mynetworks = 127.0.0.1/32
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
alias_database =
local_recipient_maps =
virtual_mailbox_domains = ${domains.join(', ')}
virtual_mailbox_base = ${directory}/mail
virtual_mailbox_maps = texthash:${directory}/boxes
virtual_uid_maps = static:${NOBODY}
virtual_gid_maps = static:${NOBODY}
virtual_mailbox_limit = 0
mailbox_size_limit = 0
message_size_limit = 60000000
recipient_delimiter = +
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = ${directory}/auth.sock
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_tls_security_level = may
smtpd_tls_cert_file = ${directory}/cert.pem
smtpd_tls_key_file = ${directory}/key.pem
smtpd_peername_lookup = no
smtp_dns_support_level = disabled
maillog_file = ${directory}/postfix.log
maillog_file_prefixes = ${directory}
`,
  )
  const service = (
    name: string,
    type: string,
    isPrivate: string,
    wakeup: string,
    most: string,
    command: string,
  ) => `${name} ${type} ${isPrivate} - n ${wakeup} ${most} ${command}\n`
  await writeFile(
    join(directory, 'conf', 'master.cf'),
    [
      service(`127.0.0.1:${port}`, 'inet', 'n', '-', '-', 'smtpd'),
      service('pickup', 'unix', 'n', '60', '1', 'pickup'),
      service('cleanup', 'unix', 'n', '-', '0', 'cleanup'),
      service('qmgr', 'unix', 'n', '300', '1', 'qmgr'),
      service('tlsmgr', 'unix', '-', '1000?', '1', 'tlsmgr'),
      service('rewrite', 'unix', '-', '-', '-', 'trivial-rewrite'),
      service('bounce', 'unix', '-', '-', '0', 'bounce'),
      service('defer', 'unix', '-', '-', '0', 'bounce'),
      service('trace', 'unix', '-', '-', '0', 'bounce'),
      service('flush', 'unix', 'n', '1000?', '0', 'flush'),
      service('proxymap', 'unix', '-', '-', '-', 'proxymap'),
      service('smtp', 'unix', '-', '-', '-', 'smtp'),
      service('error', 'unix', '-', '-', '-', 'error'),
      service('retry', 'unix', '-', '-', '-', 'error'),
      service('virtual', 'unix', '-', '-', '-', 'virtual').replace('- - n', '- n n'),
      service('anvil', 'unix', '-', '-', '1', 'anvil'),
      service('scache', 'unix', '-', '-', '1', 'scache'),
      service('postlog', 'unix-dgram', 'n', '-', '1', 'postlogd'),
    ].join(''),
  )
}

function makeCertificate(certificate: string, key: string): void {
  const made = spawnSync(
    'openssl',
    [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ],
      ...['-keyout', key, '-out', certificate, '-subj', '/CN=mail.shop.example'],
    ],
    { stdio: 'ignore' },
  )
  if (made.status !== 0) throw new Error('openssl made no certificate')
}

async function startDovecot(conf: string, port: number): Promise<ChildProcess> {
  const child = spawn('/usr/sbin/dovecot', ['-F', '-c', conf], { stdio: 'ignore' })
  await answers(port, child)
  return child
}

/** Waits until something listens. */
async function answers(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) throw new Error(`a mail server ended with ${child.exitCode}`)
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = createConnection(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(true)
      })
      socket.on('error', () => resolve(false))
    })
    if (isThere) return
    await sleep(100)
  }
  throw new Error(`nothing listens at port ${port}`)
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}

async function freePorts(count: 3): Promise<[number, number, number]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => once(server.close(), 'close')))
  return ports as [number, number, number]
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
