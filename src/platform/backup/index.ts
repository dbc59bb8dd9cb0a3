/** The front door of backups: take, check, restore, and one a day by itself. */
export { checkBackup, type CheckedBackup } from './check.ts'
export { backUpIfDue, listBackups, startDailyBackups, type KeptBackup } from './daily.ts'
export { restoreBackup } from './restore.ts'
export type { BackupKeys } from './sealed-file.ts'
export { takeBackup } from './take.ts'
