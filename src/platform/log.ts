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
    pino.destination({ dest: 2, sync: true }),
  )
}
