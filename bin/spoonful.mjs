#!/usr/bin/env node
/** `spoonful <command>`: sets up what is missing, then runs the command with our own stdin, stdout and stderr. */
import { ensureDependencies, runProgram } from './setup.mjs'

ensureDependencies()
await runProgram('src/cli/main.ts', { ownsTerminal: true })
