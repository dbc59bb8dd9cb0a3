/**
 * Passwords as argon2id, two at a time so that a crowd at the door leaves the machine to those inside. Whoever has no password is
 * measured against one that nobody has, so that a known address takes no longer than an unknown one (SAFETY.md G14e).
 */
import { hash, verify } from '@node-rs/argon2'
import { Refusal } from '#kit/refusal.ts'
import { weaknessOf, LEAST_LENGTH, MOST_LENGTH, type Weakness } from './rules/password.ts'

/** Argon2id (2) as OWASP chooses first: 19 MiB, two passes, one lane (84 ms on the machine of SAFETY.md). */
export const COST = {
  algorithm: 2,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
} as const
const AT_ONCE = 2
const MOST_WAITING = 200

/** Of a password that was thrown away, at the same cost. */
const NOBODYS =
  '$argon2id$v=19$m=19456,t=2,p=1$9ozHgenxoBf8XNHNxihX7Q$LSztH7cntXLbUI2h4Kf5h7PiMPsAi4MQV8U2Q/9PvXU'

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFKC'), COST))
}

/** Whether it is the password of that hash; false, after as much work, where there is none. */
export async function isPassword(password: string, kept: string | undefined): Promise<boolean> {
  const isIt = await inTurn(() => verify(kept ?? NOBODYS, password.normalize('NFKC')))
  return isIt && kept !== undefined
}

const WHY: Readonly<Record<Weakness, string>> = {
  too_short: `Choose at least ${LEAST_LENGTH} characters: four words that have nothing to do with each other are good.`,
  too_long: `Choose at most ${MOST_LENGTH} characters.`,
  common:
    'This is among the first that are guessed. Four words that have nothing to do with each other are good.',
  about_you: 'This can be guessed from your name or your address. Choose something that is not about you.',
}

/** Refuses `password_weak`. `about`: what a guesser knows of her. */
export function checkPassword(password: string, about: readonly string[]): void {
  const weakness = weaknessOf(password, about)
  if (weakness) throw new Refusal('password_weak', WHY[weakness], { weakness })
}

let working = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (working >= AT_ONCE) {
    if (waiting.length >= MOST_WAITING)
      throw new Refusal(
        'too_many_requests',
        'Too many people sign in at this moment; try again in a minute.',
        {
          retryAfterSeconds: 30,
        },
      )
    await new Promise<void>((resolve) => waiting.push(resolve))
  }
  working += 1
  try {
    return await work()
  } finally {
    working -= 1
    waiting.shift()?.()
  }
}
