import { everybodyFindsTheirWay } from './room.ts'

everybodyFindsTheirWay({ name: 'access-wide', options: {}, least: 24 })
