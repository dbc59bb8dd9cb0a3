/** Preloaded into the product's process by NODE_OPTIONS: its clock runs SPOONFUL_AHEAD_MS ahead of the machine's. For what is bound to a day of the week. */
const MachineDate = globalThis.Date
const aheadMs = Number(process.env['SPOONFUL_AHEAD_MS'])

globalThis.Date = class extends MachineDate {
  constructor(...parts: [] | [string | number | Date]) {
    super(...((parts.length === 0 ? [MachineDate.now() + aheadMs] : parts) as [number]))
  }

  static override now(): number {
    return MachineDate.now() + aheadMs
  }
} as DateConstructor
