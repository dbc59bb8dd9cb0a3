/** What crosses the wire for plays: acts, money, replies, words, the book; shared by server, web and CLI. */
export * from './contract/autonomy.ts'
export * from './contract/offers.ts'
export * from './contract/replies.ts'
export * from './contract/book.ts'
export * from './contract/words.ts'
