/** `spoonful <command>`: each command is one file and is loaded when it is asked for. Exit 0, 1 (refused, one line why) or 2 (usage). */
import { Command, CommanderError } from 'commander'
import { Refusal } from '#kit/refusal.ts'
import { isConnectionLoss } from '#platform/faults.ts'
import { StartError } from '#platform/start-error.ts'

const program = new Command('spoonful')
  .description('Notices the small moments in a customer’s path, and helps a team act on them.')
  .showHelpAfterError('(add --help for what it takes)')
  .exitOverride()

program
  .command('read')
  .description('notice moments and promises in JSON lines from standard input, without a database')
  .option('--calendar <file>', 'a business calendar as JSON')
  .option('--agents <file>', 'a JSON list of the names of agents')
  .action(async (options: { calendar?: string; agents?: string }) => {
    const { runRead } = await import('./read.ts')
    process.exitCode = await runRead(options, process.stdin, process.stdout, process.stderr)
  })

program
  .command('themes')
  .description(
    'what comments are about: JSON lines from standard input to one JSON answer, without a database',
  )
  .action(async () => {
    const { runThemes } = await import('./themes.ts')
    process.exitCode = await runThemes(process.stdin, process.stdout, process.stderr)
  })

program
  .command('voices')
  .description('what customers are saying the most, in one paragraph of counts and quotes')
  .option('--days <days>', 'how far back, 1 to 84', '30')
  .option('--source <source>', 'survey, message, review, community or call; all when left out')
  .option('--json', 'with what each figure counts and whose each quote is')
  .action(async (options: { days: string; source?: string; json?: boolean }) =>
    (await import('./voices.ts')).voicesCommand(options),
  )

program
  .command('calendar')
  .description('business-time arithmetic over JSON lines from standard input')
  .action(async () => {
    const { runCalendar } = await import('./calendar.ts')
    process.exitCode = await runCalendar(process.stdin, process.stdout, process.stderr)
  })

program
  .command('import <file>')
  .description(
    'read a CSV or JSONL file (or - for standard input) into the timeline; twice stores nothing twice',
  )
  .option('--as <shape>', 'messages, orders, reviews, surveys, posts or events; guessed when left out')
  .option('--map <columns>', 'column=field pairs, separated by commas')
  .option('--source <name>', 'what to call where it comes from')
  .action(async (file: string, options: { as?: string; map?: string; source?: string }) => {
    const { runImport } = await import('./import.ts')
    process.exitCode = await runImport(file, options)
  })

const key = program.command('key').description('keys for programs')
key
  .command('create')
  .description('make a key; its secret is shown once')
  .requiredOption('--name <name>', 'what it is for')
  .requiredOption('--scopes <scopes>', 'read, write, import, intake, operate; separated by commas')
  .option('--browser', 'a public key for web pages: it can only send, and what it says of people is a claim')
  .action(async (options: { name: string; scopes: string; browser?: boolean }) =>
    (await import('./key.ts')).createKeyCommand(options),
  )
key
  .command('list')
  .description('the keys, without their secrets')
  .action(async () => (await import('./key.ts')).listKeysCommand())
key
  .command('revoke <id>')
  .description('make a key useless')
  .action(async (id: string) => (await import('./key.ts')).revokeKeyCommand(id))

const people = program.command('people').description('who is on the team')
people
  .command('list')
  .description('the people, their roles and how they get in')
  .action(async () => (await import('./people.ts')).listPeopleCommand())
people
  .command('invite <address>')
  .description('print a link that makes somebody a member, once')
  .option('--role <role>', 'owner, supervisor, agent or viewer', 'agent')
  .action(async (address: string, options: { role: string }) =>
    (await import('./people.ts')).inviteCommand(address, options),
  )
people
  .command('role <who> <role>')
  .description('give somebody (an address, a name or an id) another role')
  .action(async (who: string, role: string) => (await import('./people.ts')).roleCommand(who, role))
people
  .command('remove <who>')
  .description('take somebody out of the team')
  .action(async (who: string) => (await import('./people.ts')).removeCommand(who))
people
  .command('reset <who>')
  .description('print a link to a new password, which works once')
  .option('--second-factor', 'take the second step off as well')
  .action(async (who: string, options: { secondFactor?: boolean }) =>
    (await import('./people.ts')).resetCommand(who, options),
  )

program
  .command('mail')
  .description('the mailboxes')
  .command('status')
  .description('how each mailbox stands')
  .action(async () => (await import('./mail.ts')).mailStatusCommand())

program
  .command('enter')
  .description('print a new one-time link for the owner of this installation')
  .action(async () => (await import('./operate.ts')).enterCommand())
program
  .command('migrate')
  .description('bring the database to this release')
  .action(async () => (await import('./operate.ts')).migrateCommand())
program
  .command('doctor')
  .description('look at the installation and say what is wrong and what to do')
  .action(async () => (await import('./operate.ts')).doctorCommand())
const backup = program
  .command('backup')
  .description('write everything, as it stands now, to one sealed file; the server may go on running')
  .argument('<file>', 'where to')
  .action(async (file: string) => (await import('./backup.ts')).backupCommand(file))
backup
  .command('verify <file>')
  .description('read a backup to its end and hold it against its own counts and hashes')
  .option('--key <file>', 'the secret.key of the installation that wrote it')
  .action(async (file: string, options: { key?: string }) =>
    (await import('./backup.ts')).verifyCommand(file, options),
  )
program
  .command('restore <file>')
  .description('bring a backup into an empty installation')
  .option('--into <directory>', 'the data directory to make; SPOONFUL_DATA when left out')
  .option('--key <file>', 'the secret.key of the installation that wrote it')
  .option('--erasures <list>', 'what “spoonful erasures” printed: these people are erased again')
  .action(async (file: string, options: { into?: string; key?: string; erasures?: string }) =>
    (await import('./backup.ts')).restoreCommand(file, options),
  )
program
  .command('secrets')
  .description('the installation’s keys')
  .command('rotate')
  .description('make a new key and seal every secret again; the server must be stopped')
  .option('--forget-old', 'take the old keys out of secret.key; backups sealed with them no longer open')
  .action(async (options: { forgetOld?: boolean }) => (await import('./secrets.ts')).rotateCommand(options))
program
  .command('jobs')
  .description('work that waits or failed; “jobs --retry” tries the failed again')
  .option('--retry', 'try failed work again')
  .action(async (options: { retry?: boolean }) => (await import('./operate.ts')).jobsCommand(options))
program
  .command('moments')
  .description('what was noticed')
  .command('reread')
  .description('read history again with the catalogue of this release; doubles nothing')
  .option('--since <date>', 'from this day on')
  .action(async (options: { since?: string }) => (await import('./moments.ts')).rereadCommand(options))
program
  .command('erase <customer>')
  .description('erase a person for good: rows and files; prints what went')
  .option('--yes', 'without being asked')
  .action(async (customer: string, options: { yes?: boolean }) => {
    process.exitCode = await (await import('./privacy.ts')).eraseCommand(customer, options)
  })
const auditLog = program.command('audit').description('the audit log')
auditLog
  .command('verify')
  .description('walk the chain of hashes; exit 1 where it breaks')
  .action(async () => {
    process.exitCode = await (await import('./privacy.ts')).verifyCommand()
  })
auditLog
  .command('export')
  .description('the whole log as CSV')
  .action(async () => (await import('./privacy.ts')).exportCommand())
program
  .command('erasures')
  .description('who was erased, as hashes, for keeping beside a backup')
  .option('--replay <file>', 'erase them again, after a backup was brought back')
  .action(async (options: { replay?: string }) => (await import('./privacy.ts')).erasuresCommand(options))
const promises = program.command('promises').description('what the brand said it would do')
promises
  .command('list')
  .description('promises by due time')
  .option('--group <group>', 'due_today, at_risk, broken, coming, pending, kept_today or all')
  .option('--touchpoint <name>', 'contact_form, email_reply, refund, …')
  .option('--customer <who>', 'an e-mail address or an id')
  .option('--limit <n>', 'at most so many')
  .option('--json', 'one JSON object a line')
  .action(async (options: Record<string, string>) => {
    process.exitCode = await (await import('./promises.ts')).listCommand(options)
  })
promises
  .command('show <id>')
  .description('one promise with its story')
  .action(async (id: string) => {
    process.exitCode = await (await import('./promises.ts')).showCommand(id)
  })
promises
  .command('make')
  .description('promise something; the time as one would say it')
  .requiredOption('--to <who>', 'an e-mail address or an id of the customer')
  .requiredOption('--say <words>', 'what is promised')
  .requiredOption('--when <time>', '“tue 3pm”, “in 2 business days”, “before the weekend”')
  .option('--kept-by <what>', 'word, reply, delivery, dispatch or refund')
  .option('--touchpoint <name>', 'where it counts; check_back when left out')
  .action(async (options: { to: string; say: string; when: string }) => {
    process.exitCode = await (await import('./promises.ts')).makeCommand(options)
  })
promises
  .command('settle <id>')
  .description('say how it ended')
  .requiredOption('--as <outcome>', 'kept, good (a broken one was made good) or withdrawn')
  .option('--words <words>', 'what was done')
  .action(async (id: string, options: { as: string; words?: string }) => {
    process.exitCode = await (await import('./promises.ts')).settleCommand(id, options)
  })
promises
  .command('withdraw <id>')
  .description('take it back while its time lies ahead')
  .option('--words <words>', 'why')
  .action(async (id: string, options: { words?: string }) => {
    process.exitCode = await (
      await import('./promises.ts')
    ).settleCommand(id, { ...options, as: 'withdrawn' })
  })
promises
  .command('snooze <id>')
  .description('put its follow-up off, to its promised time at the latest')
  .requiredOption('--until <time>', 'as one would say it')
  .requiredOption('--why <reason>', 'what it waits for')
  .action(async (id: string, options: { until: string; why: string }) => {
    process.exitCode = await (await import('./promises.ts')).snoozeCommand(id, options)
  })
promises
  .command('import <file>')
  .description(
    'bring promises in from a former tool (CSV: customer, promise, made, due, …); twice opens nothing twice',
  )
  .option('--source <name>', 'what to call where they come from; the file’s name when left out')
  .option('--trial', 'only say what it would do')
  .action(async (file: string, options: { source?: string; trial?: boolean }) => {
    process.exitCode = await (await import('./promises.ts')).importCommand(file, options)
  })

program
  .command('bench [name]')
  .description('measure against limits of the same run; one JSON line each')
  .action(async (name: string | undefined) => (await import('./bench.ts')).benchCommand(name))

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else if (error instanceof Refusal || error instanceof StartError) {
    console.error(error.message)
    process.exitCode = 1
  } else if (isConnectionLoss(error)) {
    console.error(
      'The database does not answer just now. What was said to be stored is stored; run the command again in a moment.',
    )
    process.exitCode = 1
  } else throw error
}
