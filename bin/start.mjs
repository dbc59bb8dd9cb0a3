#!/usr/bin/env node
/** `npm start`: sets up what is missing, then serves until it is told to stop. */
import { ensureDependencies, runProgram } from './setup.mjs'

ensureDependencies()
await runProgram('src/server.ts', { ownsTerminal: false })
