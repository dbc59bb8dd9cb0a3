/** What the statement linter takes and gives; it decides nothing. */

/** Classes of tables by name, as `platform/tables.ts` holds them. */
export type Tables = {
  readonly distributed: readonly string[]
  readonly reference: readonly string[]
  readonly local: readonly string[]
}

/** Q1 to Q7 and S6 as in the README beside; `floor` is PostgreSQL 15, `registry` a table nobody classed. */
export type Rule = 'Q1' | 'Q2' | 'Q3' | 'Q4' | 'Q5' | 'Q6' | 'Q7' | 'S6' | 'floor' | 'registry' | 'parse'

/** One breach: the rule and a sentence saying what to write instead. */
export type Problem = { readonly rule: Rule; readonly message: string }
