import { PHONE } from './look.ts'
import { everybodyFindsTheirWay } from './room.ts'

everybodyFindsTheirWay({ name: 'access-phone', options: PHONE, least: 44 })
