/** What is written down about security is what the code does: cryptography, logs, what is talked to (ASVS 11.1, 11.2.1, 13.1.1, 16.2.3). */
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const sources = globSync('src/**/*.{ts,tsx}', {
  exclude: (name) => /\.test\.tsx?$|^src\/testing\b/.test(name),
}).map((file) => ({ file, text: readFileSync(file, 'utf8') }))
const cryptography = readFileSync('docs/security/cryptography.md', 'utf8')
const filesWith = (word: RegExp) => sources.filter(({ text }) => word.test(text)).map(({ file }) => file)

test('the inventory of cryptography names every file that seals, signs, stretches or draws keys', () => {
  const keyed = filesWith(
    /\b(?:createCipheriv|createHmac|hkdfSync|scrypt|createSign)\(|@node-rs\/argon2|'otpauth'|makeSecret = |function makeSecret/,
  )
  expect(keyed.length).toBeGreaterThan(8)
  expect(keyed.filter((file) => !cryptography.includes(`\`${file}\``))).toEqual([])
  const named = [...cryptography.matchAll(/`(src\/[\w/.-]+\.ts)`/g)].map(([, file]) => file)
  expect(
    named.filter((file) => !sources.some((one) => one.file === file) && !file?.includes('testing')),
  ).toEqual([])
})

test('it names every algorithm in use, and the life of a key from making to destroying', () => {
  const ciphers = sources.flatMap(({ text }) =>
    [...text.matchAll(/create(?:Cipher|Decipher)iv\('([\w-]+)'/g)].map(([, name]) => name),
  )
  expect([...new Set(ciphers)]).toEqual(['aes-256-gcm'])
  for (const word of [
    'AES-256-GCM',
    'argon2id',
    'scrypt',
    'HKDF',
    'HMAC-SHA-256',
    'HMAC-SHA-1',
    'SHA-256',
    'TLS 1.2',
    'NIST SP 800-57',
  ])
    expect(cryptography).toContain(word)
  for (const stage of ['Made', 'Used', 'Changed', 'Kept']) expect(cryptography).toContain(`**${stage}**`)
  expect(cryptography).toContain('destroys')
})

test('cryptography comes from OpenSSL, argon2 and otpauth, and from nothing else', () => {
  const lockfile = JSON.parse(readFileSync('package.json', 'utf8')) as {
    dependencies: Record<string, string>
  }
  const known = Object.keys(lockfile.dependencies).filter((name) => /crypt|cipher|hash|sign|jwt|jose|otp|argon|nacl|sodium|forge/i.test(name)) // prettier-ignore
  expect(known.sort()).toEqual(['@node-rs/argon2', 'otpauth'])
  // In browsers chance comes from the browser's own source.
  expect(filesWith(/\bMath\.random\(/).filter((file) => !/^src\/web\/|\/ui\//.test(file))).toEqual([])
  expect(filesWith(/crypto\.subtle|function (?:sha\d+|md5|hmac|aes)\b/i)).toEqual([])
})

test('logs go where they are said to go: one logger on standard error, plain sentences from starts and commands', () => {
  expect(filesWith(/from 'pino'/)).toEqual(['src/platform/log.ts'])
  const speaking = filesWith(/\bconsole\.\w+\(/).filter((file) => !/^src\/cli\//.test(file))
  expect(speaking.sort()).toEqual(['src/server.ts'])
  expect(filesWith(/process\.std(?:out|err)\.write/).filter((file) => !/^src\/cli\//.test(file))).toEqual([])
  const logs = readFileSync('docs/security/logs.md', 'utf8')
  for (const file of ['src/platform/log.ts', 'src/platform/refused-log.ts', 'src/platform/audit'])
    expect(logs).toContain(file)
})

test('the threat model names everything the product talks to', () => {
  const model = readFileSync('docs/security/threat-model.md', 'utf8')
  const outward = new Set(
    filesWith(/#platform\/outbound(?:-http)?\.ts/).flatMap(
      (file) => /^src\/connectors\/(\w+)\//.exec(file)?.[1] ?? [],
    ),
  )
  expect(outward.size).toBeGreaterThan(3)
  for (const connector of outward) expect(model).toContain(`| \`${connector}\``)
})

test('what is costly is written down: every measurement of speed has its place in docs/measurements.md', () => {
  const measured = readFileSync('docs/measurements.md', 'utf8')
  const kinds = [
    'intake',
    'import',
    'queue',
    'journey',
    'voices',
    'themes',
    'promises',
    'grants',
    'calendar',
    'read',
  ]
  for (const kind of kinds) {
    expect(globSync(`bench/${kind}.ts`), kind).toHaveLength(1)
    expect(measured.toLowerCase(), kind).toContain(kind === 'grants' ? 'grants' : kind)
  }
})
