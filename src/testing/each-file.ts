/** Run before every test file: files of one worker share what lies in node_modules, and nothing of ours. */
import { vi } from 'vitest'

vi.resetModules()
