/** The timeline's front door for other server code. */
export type { EntryData, EntryKind, Channel } from './contract.ts'
export type { EntryPlace, EntryRef } from './store/reads.ts'
export { readRecorded, recordedBody } from './recorded.ts'
export type { IncomingEntry, IncomingIdentity, IncomingTraits } from './rules/incoming.ts'
export type { StoredEntry } from './rules/present.ts'
export type { RefusalReason } from './rules/accept.ts'
export type { Verdict } from './intake.ts'
export { EARLIEST } from './rules/accept.ts'
export { isStorable } from '#kit/storable.ts'
export { bulkRecordEntries } from './bulk.ts'
export { forgetKnown, recordEntries } from './intake.ts'
export { recordRefusals } from './refusals.ts'
export { timelineHoldings } from './holdings.ts'
export {
  buryPerson,
  heldAmong,
  holdPerson,
  holdsOf,
  listBuried,
  listUnheardOf,
  personOf,
  releasePerson,
  restrictedIds,
} from './person.ts'
export {
  canonicalIds,
  correctCustomer,
  memberIds,
  mergeCustomers,
  personRows,
  separateCustomers,
} from './persons.ts'
export {
  customerIdFrom,
  findCustomerDetail,
  historiesOf,
  listConversation,
  listPersonPage,
  listTimelinePage,
  namesOf,
  readIdentity,
  searchCustomers,
} from './actions.ts'
export { conversationIdOf, customerIdOf } from './ids.ts'
export { entryPlaceOf, ownerIdOf } from './owner.ts'
export { keepFiles } from './files.ts'
export { keepPictures, listPictures, picturesIn } from './pictures.ts'
export { deletePicturesOf } from './store/pictures.ts'
export { countHeardOf, findEntries, listStretch } from './store/reads.ts'
export { presentEntry } from './rules/present.ts'
export { removeSource, renameSource } from './remove.ts'
export { hasEntries } from './actions.ts'
export { timelineRoutes } from './routes.ts'
export { fileRoutes } from './routes-files.ts'
export { pictureRoutes } from './routes-pictures.ts'
export { timelineSubscribers, timelineSweeps } from './jobs.ts'
