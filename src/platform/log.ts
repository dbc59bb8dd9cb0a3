/** The log: one line of JSON per happening, without people's words or secrets. */
import { pino, type Logger } from 'pino'

export type { Logger }

/** `level` as pino names it; "silent" for none. Goes to standard error, since standard output belongs to commands. */
export function openLog(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: [
          'req.headers.authorization',
          'req.headers.cookie',
          '*.password',
          '*.authorization',
          '*.cookie',
          'key',
          'token',
        ],
        censor: '[kept back]',
      },
    },
    destination(),
  )
}

/** What cannot be written to a full disk waits, up to a megabyte, and then goes unsaid: a log is no reason to end. */
function destination() {
  return pino.destination({ dest: 2, sync: true, maxLength: 1024 ** 2 }).on('error', () => undefined)
}
