/** A mail server that behaves badly on purpose: the outside of the product, played where a real one can't be made to. */
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'

/**
 * good: takes the mail. later/never: answers the words with 451/550. no_such_user: 550 to the address. quiet: takes the words and says
 * nothing. drops_before: hangs up at DATA. drops_amid: hangs up while the words come. drops_after: keeps the mail and hangs up
 * before it says so. busy: 421 as its greeting. garbage: says what no server says.
 */
export type SmtpMood =
  | 'good'
  | 'later'
  | 'never'
  | 'no_such_user'
  | 'quiet'
  | 'drops_before'
  | 'drops_amid'
  | 'drops_after'
  | 'busy'
  | 'garbage'

export type BadSmtp = {
  readonly port: number
  mood: SmtpMood
  /** What it kept, whole. */
  readonly kept: string[]
  readonly connections: () => number
  close(): Promise<void>
}

export async function startBadSmtp(): Promise<BadSmtp> {
  const open = new Set<Socket>()
  let connections = 0
  const bad = { mood: 'good' as SmtpMood, kept: [] as string[] }
  const server = createServer((socket) => {
    connections += 1
    open.add(socket)
    socket.on('close', () => open.delete(socket)).on('error', () => {})
    const say = (line: string) => void socket.write(`${line}\r\n`)
    if (bad.mood === 'busy') return void socket.end('421 too busy\r\n')
    if (bad.mood === 'garbage') return void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')
    say('220 bad.example')
    let text = ''
    let isData = false
    socket.on('data', (data) => {
      text += data.toString('latin1')
      if (isData && bad.mood === 'drops_amid') return void socket.destroy()
      for (;;) {
        if (isData) {
          const end = text.indexOf('\r\n.\r\n')
          if (end === -1) return
          const mail = text.slice(0, end)
          text = text.slice(end + 5)
          isData = false
          finish(mail)
          continue
        }
        const line = /^(.*)\r\n/.exec(text)
        if (!line) return
        text = text.slice(line[0].length)
        answer(line[1] ?? '')
      }
    })
    function answer(line: string): void {
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'EHLO') say('250-bad.example\r\n250 AUTH PLAIN LOGIN')
      else if (verb === 'AUTH') say('235 ok')
      else if (verb === 'RCPT' && bad.mood === 'no_such_user') say('550 5.1.1 no such user here')
      else if (verb === 'DATA') {
        if (bad.mood === 'drops_before') return void socket.destroy()
        isData = true
        say('354 go on')
      } else if (verb === 'QUIT') socket.end('221 bye\r\n')
      else say('250 ok')
    }
    function finish(mail: string): void {
      if (bad.mood === 'later') return say('451 4.3.0 try later')
      if (bad.mood === 'never') return say('554 5.7.1 looks like spam')
      bad.kept.push(mail)
      if (bad.mood === 'drops_after') return void socket.destroy()
      if (bad.mood !== 'quiet') say('250 2.0.0 queued')
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return Object.assign(bad, {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    close: async () => {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  })
}
