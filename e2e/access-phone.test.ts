import { everybodyFindsTheirWay, PHONE } from './room.ts'

everybodyFindsTheirWay({ name: 'access-phone', options: PHONE, least: 44 })
