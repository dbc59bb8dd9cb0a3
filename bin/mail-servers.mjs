/** Finds a Dovecot and a Postfix for the tests of e-mail, or installs them where that disturbs nobody; touches nothing when they are there. */
import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync, chmodSync, rmSync } from 'node:fs'

const PROGRAMS = ['/usr/sbin/dovecot', '/usr/sbin/postfix']
const POLICY = '/usr/sbin/policy-rc.d'

/**
 * Answers undefined where both are there, or one line that says why the tests of e-mail will be skipped. Installs Debian's
 * packages as root, and only where no system would start them as services of this machine (a container, a build).
 */
export function ensureMailServers() {
  if (PROGRAMS.every(existsSync)) return undefined
  const skipped = 'The tests against real mail servers are skipped: '
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0)
    return `${skipped}Dovecot and Postfix are not installed (Debian: apt-get install dovecot-imapd postfix).`
  if (existsSync('/run/systemd/system'))
    return `${skipped}Dovecot and Postfix are not installed, and installing them would start them here: do it yourself (apt-get install dovecot-imapd postfix).`
  console.log('\nInstalling Dovecot and Postfix with apt-get, for the tests of e-mail …')
  const isOurs = !existsSync(POLICY)
  if (isOurs) {
    // Asked before any service is started: "no".
    writeFileSync(POLICY, '#!/bin/sh\nexit 101\n')
    chmodSync(POLICY, 0o755)
  }
  try {
    spawnSync('debconf-set-selections', [], {
      input: 'postfix postfix/main_mailer_type select No configuration\n',
    })
    apt('update', '-q')
    apt('install', '-y', '-q', '--no-install-recommends', 'dovecot-imapd', 'postfix', 'openssl')
  } finally {
    if (isOurs) rmSync(POLICY, { force: true })
  }
  return PROGRAMS.every(existsSync) ? undefined : `${skipped}they could not be installed.`
}

function apt(...args) {
  spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}
