/**
 * Load on the running product, on demand (SAFETY.md G25 to G29): `npm run check:load` starts it on data of its own, on loopback,
 * with a bounded number of requests and seconds, and fails over its limits. `npm run check:load -- agents` runs one part.
 */
const PARTS: Readonly<Record<string, () => Promise<boolean>>> = {
  intake: async () => (await import('./load-intake.ts')).loadIntake(),
  overload: async () => (await import('./load-overload.ts')).loadOverload(),
  agents: async () => (await import('./load-agents.ts')).loadAgents(),
  beside: async () => (await import('./load-intake.ts')).loadBeside(),
  backlog: async () => (await import('./load-backlog.ts')).loadBacklog(),
  guesses: async () => (await import('./load-guesses.ts')).loadGuesses(),
  timing: async () => (await import('./load-timing.ts')).loadTiming(),
  restore: async () => (await import('./load-restore.ts')).loadRestore(),
  soak: async () => (await import('./load-soak.ts')).loadSoak(),
}

const asked = process.argv.slice(2)
for (const name of asked.length > 0 ? asked : Object.keys(PARTS)) {
  const part = PARTS[name]
  if (!part) throw new Error(`There is no part “${name}”; choose from ${Object.keys(PARTS).join(', ')}.`)
  const isFine = await part()
  console.log(`${name}: ${isFine ? 'within the limits' : 'NOT within the limits'}`)
  if (!isFine) process.exitCode = 1
}
