/** What is sealed opens with its key and in its place, and nowhere else. */
import { randomBytes } from 'node:crypto'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeTestDirectory } from '#testing/directory.ts'
import { openSecrets, parseKeys, secretsOf } from './secrets.ts'

const key = () => randomBytes(32)

test('a secret comes back in its place, and is not found in what is stored', () => {
  const secrets = secretsOf([key()])
  const sealed = secrets.seal('hunter2 ☂', 'mailbox 1')
  expect(secrets.unseal(sealed, 'mailbox 1')).toBe('hunter2 ☂')
  expect(secrets.unseal(sealed, 'mailbox 2')).toBeUndefined()
  expect(sealed.includes('hunter2')).toBe(false)
  expect(secrets.seal('hunter2 ☂', 'mailbox 1')).not.toEqual(sealed)
})

test('one changed byte, another key, or half of it opens nothing', () => {
  const secrets = secretsOf([key()])
  const sealed = secrets.seal('hunter2', 'x')
  for (let i = 0; i < sealed.length; i++) {
    const bent = Buffer.from(sealed)
    bent[i] = (bent[i] ?? 0) ^ 1
    expect(secrets.unseal(bent, 'x')).toBeUndefined()
  }
  expect(secretsOf([key()]).unseal(sealed, 'x')).toBeUndefined()
  expect(secrets.unseal(sealed.subarray(0, 20), 'x')).toBeUndefined()
  expect(secrets.unseal(new Uint8Array(), 'x')).toBeUndefined()
})

test('a new key in front leaves what was sealed before readable', () => {
  const [old, fresh] = [key(), key()]
  const sealed = secretsOf([old]).seal('hunter2', 'x')
  const both = secretsOf([fresh, old])
  expect(both.unseal(sealed, 'x')).toBe('hunter2')
  expect(both.isOld(sealed)).toBe(true)
  expect(both.isOld(both.seal('hunter2', 'x'))).toBe(false)
})

test('keys are 64 digits each, and not one digit over and over', () => {
  const good = 'ab'.repeat(32)
  expect(parseKeys(`${good},\n${good}`)).toHaveLength(2)
  for (const bad of ['', 'secret', good.slice(1), '0'.repeat(64), `${good},x`])
    expect(parseKeys(bad)).toBeUndefined()
})

test('the file of keys is made once, for this user alone', async () => {
  const directory = await makeTestDirectory('secrets')
  const first = await openSecrets(undefined, directory.path)
  const path = join(directory.path, 'secret.key')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  const sealed = first.seal('hunter2', 'x')
  expect((await openSecrets(undefined, directory.path)).unseal(sealed, 'x')).toBe('hunter2')
  expect(await readFile(path, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/)
  await writeFile(path, 'gone')
  await expect(openSecrets(undefined, directory.path)).rejects.toThrow('64 hexadecimal digits')
  await expect(openSecrets('short', directory.path)).rejects.toThrow('SPOONFUL_SECRET_KEYS')
  await directory.remove()
})
