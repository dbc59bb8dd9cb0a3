/** The icons of the product by their Tabler names, so that the server can name one; nothing else is in the first load. */
import type { Icon } from '@tabler/icons-react'
import IconAlarm from '@tabler/icons-react/dist/esm/icons/IconAlarm.mjs'
import IconAlertCircle from '@tabler/icons-react/dist/esm/icons/IconAlertCircle.mjs'
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs'
import IconArrowBackUp from '@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs'
import IconArrowRight from '@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs'
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs'
import IconAt from '@tabler/icons-react/dist/esm/icons/IconAt.mjs'
import IconAward from '@tabler/icons-react/dist/esm/icons/IconAward.mjs'
import IconBabyCarriage from '@tabler/icons-react/dist/esm/icons/IconBabyCarriage.mjs'
import IconBeach from '@tabler/icons-react/dist/esm/icons/IconBeach.mjs'
import IconBell from '@tabler/icons-react/dist/esm/icons/IconBell.mjs'
import IconBellRinging from '@tabler/icons-react/dist/esm/icons/IconBellRinging.mjs'
import IconBook from '@tabler/icons-react/dist/esm/icons/IconBook.mjs'
import IconBuildingStore from '@tabler/icons-react/dist/esm/icons/IconBuildingStore.mjs'
import IconBulb from '@tabler/icons-react/dist/esm/icons/IconBulb.mjs'
import IconCake from '@tabler/icons-react/dist/esm/icons/IconCake.mjs'
import IconCalendar from '@tabler/icons-react/dist/esm/icons/IconCalendar.mjs'
import IconCalendarCheck from '@tabler/icons-react/dist/esm/icons/IconCalendarCheck.mjs'
import IconCalendarHeart from '@tabler/icons-react/dist/esm/icons/IconCalendarHeart.mjs'
import IconCamera from '@tabler/icons-react/dist/esm/icons/IconCamera.mjs'
import IconCertificate from '@tabler/icons-react/dist/esm/icons/IconCertificate.mjs'
import IconChartBarOff from '@tabler/icons-react/dist/esm/icons/IconChartBarOff.mjs'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import IconChevronLeft from '@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs'
import IconCircleCheck from '@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs'
import IconCircleDashed from '@tabler/icons-react/dist/esm/icons/IconCircleDashed.mjs'
import IconCircleX from '@tabler/icons-react/dist/esm/icons/IconCircleX.mjs'
import IconClipboardText from '@tabler/icons-react/dist/esm/icons/IconClipboardText.mjs'
import IconClock from '@tabler/icons-react/dist/esm/icons/IconClock.mjs'
import IconClockCheck from '@tabler/icons-react/dist/esm/icons/IconClockCheck.mjs'
import IconClockExclamation from '@tabler/icons-react/dist/esm/icons/IconClockExclamation.mjs'
import IconClockPause from '@tabler/icons-react/dist/esm/icons/IconClockPause.mjs'
import IconCoin from '@tabler/icons-react/dist/esm/icons/IconCoin.mjs'
import IconConfetti from '@tabler/icons-react/dist/esm/icons/IconConfetti.mjs'
import IconCopy from '@tabler/icons-react/dist/esm/icons/IconCopy.mjs'
import IconDeviceDesktop from '@tabler/icons-react/dist/esm/icons/IconDeviceDesktop.mjs'
import IconDeviceMobile from '@tabler/icons-react/dist/esm/icons/IconDeviceMobile.mjs'
import IconDiscount from '@tabler/icons-react/dist/esm/icons/IconDiscount.mjs'
import IconDog from '@tabler/icons-react/dist/esm/icons/IconDog.mjs'
import IconDoorExit from '@tabler/icons-react/dist/esm/icons/IconDoorExit.mjs'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import IconExternalLink from '@tabler/icons-react/dist/esm/icons/IconExternalLink.mjs'
import IconEyeX from '@tabler/icons-react/dist/esm/icons/IconEyeX.mjs'
import IconFileImport from '@tabler/icons-react/dist/esm/icons/IconFileImport.mjs'
import IconFileSpreadsheet from '@tabler/icons-react/dist/esm/icons/IconFileSpreadsheet.mjs'
import IconFlower from '@tabler/icons-react/dist/esm/icons/IconFlower.mjs'
import IconForms from '@tabler/icons-react/dist/esm/icons/IconForms.mjs'
import IconGift from '@tabler/icons-react/dist/esm/icons/IconGift.mjs'
import IconHandStop from '@tabler/icons-react/dist/esm/icons/IconHandStop.mjs'
import IconHeart from '@tabler/icons-react/dist/esm/icons/IconHeart.mjs'
import IconHeartBroken from '@tabler/icons-react/dist/esm/icons/IconHeartBroken.mjs'
import IconHeartHandshake from '@tabler/icons-react/dist/esm/icons/IconHeartHandshake.mjs'
import IconHelpCircle from '@tabler/icons-react/dist/esm/icons/IconHelpCircle.mjs'
import IconHistory from '@tabler/icons-react/dist/esm/icons/IconHistory.mjs'
import IconHome from '@tabler/icons-react/dist/esm/icons/IconHome.mjs'
import IconHomeHeart from '@tabler/icons-react/dist/esm/icons/IconHomeHeart.mjs'
import IconHomeMove from '@tabler/icons-react/dist/esm/icons/IconHomeMove.mjs'
import IconHourglass from '@tabler/icons-react/dist/esm/icons/IconHourglass.mjs'
import IconInfoCircle from '@tabler/icons-react/dist/esm/icons/IconInfoCircle.mjs'
import IconKey from '@tabler/icons-react/dist/esm/icons/IconKey.mjs'
import IconLanguage from '@tabler/icons-react/dist/esm/icons/IconLanguage.mjs'
import IconLeaf from '@tabler/icons-react/dist/esm/icons/IconLeaf.mjs'
import IconLink from '@tabler/icons-react/dist/esm/icons/IconLink.mjs'
import IconListCheck from '@tabler/icons-react/dist/esm/icons/IconListCheck.mjs'
import IconListNumbers from '@tabler/icons-react/dist/esm/icons/IconListNumbers.mjs'
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs'
import IconMailOff from '@tabler/icons-react/dist/esm/icons/IconMailOff.mjs'
import IconMailbox from '@tabler/icons-react/dist/esm/icons/IconMailbox.mjs'
import IconMapPin from '@tabler/icons-react/dist/esm/icons/IconMapPin.mjs'
import IconMapSearch from '@tabler/icons-react/dist/esm/icons/IconMapSearch.mjs'
import IconMenu2 from '@tabler/icons-react/dist/esm/icons/IconMenu2.mjs'
import IconMessage from '@tabler/icons-react/dist/esm/icons/IconMessage.mjs'
import IconMessageCircle from '@tabler/icons-react/dist/esm/icons/IconMessageCircle.mjs'
import IconMessageExclamation from '@tabler/icons-react/dist/esm/icons/IconMessageExclamation.mjs'
import IconMessageOff from '@tabler/icons-react/dist/esm/icons/IconMessageOff.mjs'
import IconMessageQuestion from '@tabler/icons-react/dist/esm/icons/IconMessageQuestion.mjs'
import IconMoodAngry from '@tabler/icons-react/dist/esm/icons/IconMoodAngry.mjs'
import IconMoodHappy from '@tabler/icons-react/dist/esm/icons/IconMoodHappy.mjs'
import IconMoodSad from '@tabler/icons-react/dist/esm/icons/IconMoodSad.mjs'
import IconMoodSmile from '@tabler/icons-react/dist/esm/icons/IconMoodSmile.mjs'
import IconMoon from '@tabler/icons-react/dist/esm/icons/IconMoon.mjs'
import IconNews from '@tabler/icons-react/dist/esm/icons/IconNews.mjs'
import IconNote from '@tabler/icons-react/dist/esm/icons/IconNote.mjs'
import IconNotes from '@tabler/icons-react/dist/esm/icons/IconNotes.mjs'
import IconPackage from '@tabler/icons-react/dist/esm/icons/IconPackage.mjs'
import IconPackageOff from '@tabler/icons-react/dist/esm/icons/IconPackageOff.mjs'
import IconPaperclip from '@tabler/icons-react/dist/esm/icons/IconPaperclip.mjs'
import IconPaw from '@tabler/icons-react/dist/esm/icons/IconPaw.mjs'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs'
import IconPlane from '@tabler/icons-react/dist/esm/icons/IconPlane.mjs'
import IconPlugConnected from '@tabler/icons-react/dist/esm/icons/IconPlugConnected.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconQuote from '@tabler/icons-react/dist/esm/icons/IconQuote.mjs'
import IconRadarOff from '@tabler/icons-react/dist/esm/icons/IconRadarOff.mjs'
import IconReceiptRefund from '@tabler/icons-react/dist/esm/icons/IconReceiptRefund.mjs'
import IconRepeat from '@tabler/icons-react/dist/esm/icons/IconRepeat.mjs'
import IconReplace from '@tabler/icons-react/dist/esm/icons/IconReplace.mjs'
import IconRings from '@tabler/icons-react/dist/esm/icons/IconRings.mjs'
import IconRuler2 from '@tabler/icons-react/dist/esm/icons/IconRuler2.mjs'
import IconRulerMeasure from '@tabler/icons-react/dist/esm/icons/IconRulerMeasure.mjs'
import IconSchool from '@tabler/icons-react/dist/esm/icons/IconSchool.mjs'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import IconSettings from '@tabler/icons-react/dist/esm/icons/IconSettings.mjs'
import IconShirt from '@tabler/icons-react/dist/esm/icons/IconShirt.mjs'
import IconShoppingBag from '@tabler/icons-react/dist/esm/icons/IconShoppingBag.mjs'
import IconSparkles from '@tabler/icons-react/dist/esm/icons/IconSparkles.mjs'
import IconSpeakerphone from '@tabler/icons-react/dist/esm/icons/IconSpeakerphone.mjs'
import IconStairsUp from '@tabler/icons-react/dist/esm/icons/IconStairsUp.mjs'
import IconStar from '@tabler/icons-react/dist/esm/icons/IconStar.mjs'
import IconStarOff from '@tabler/icons-react/dist/esm/icons/IconStarOff.mjs'
import IconSun from '@tabler/icons-react/dist/esm/icons/IconSun.mjs'
import IconTarget from '@tabler/icons-react/dist/esm/icons/IconTarget.mjs'
import IconTemplate from '@tabler/icons-react/dist/esm/icons/IconTemplate.mjs'
import IconThumbUp from '@tabler/icons-react/dist/esm/icons/IconThumbUp.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import IconTrophy from '@tabler/icons-react/dist/esm/icons/IconTrophy.mjs'
import IconTruckDelivery from '@tabler/icons-react/dist/esm/icons/IconTruckDelivery.mjs'
import IconUnlink from '@tabler/icons-react/dist/esm/icons/IconUnlink.mjs'
import IconUpload from '@tabler/icons-react/dist/esm/icons/IconUpload.mjs'
import IconUrgent from '@tabler/icons-react/dist/esm/icons/IconUrgent.mjs'
import IconUser from '@tabler/icons-react/dist/esm/icons/IconUser.mjs'
import IconUserCheck from '@tabler/icons-react/dist/esm/icons/IconUserCheck.mjs'
import IconUserOff from '@tabler/icons-react/dist/esm/icons/IconUserOff.mjs'
import IconUserQuestion from '@tabler/icons-react/dist/esm/icons/IconUserQuestion.mjs'
import IconUserShare from '@tabler/icons-react/dist/esm/icons/IconUserShare.mjs'
import IconUsers from '@tabler/icons-react/dist/esm/icons/IconUsers.mjs'
import IconWheelchair from '@tabler/icons-react/dist/esm/icons/IconWheelchair.mjs'
import IconWifiOff from '@tabler/icons-react/dist/esm/icons/IconWifiOff.mjs'
import IconWorld from '@tabler/icons-react/dist/esm/icons/IconWorld.mjs'
import IconWriting from '@tabler/icons-react/dist/esm/icons/IconWriting.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import IconZoomQuestion from '@tabler/icons-react/dist/esm/icons/IconZoomQuestion.mjs'
import IconZzz from '@tabler/icons-react/dist/esm/icons/IconZzz.mjs'

/** By Tabler's outline name. A name that is not here is shown as a spark. */
export const ICONS: Readonly<Record<string, Icon>> = {
  alarm: IconAlarm,
  'alert-circle': IconAlertCircle,
  'alert-triangle': IconAlertTriangle,
  'arrow-back-up': IconArrowBackUp,
  'arrow-right': IconArrowRight,
  'arrow-up': IconArrowUp,
  at: IconAt,
  award: IconAward,
  'baby-carriage': IconBabyCarriage,
  beach: IconBeach,
  bell: IconBell,
  'bell-ringing': IconBellRinging,
  book: IconBook,
  'building-store': IconBuildingStore,
  bulb: IconBulb,
  cake: IconCake,
  calendar: IconCalendar,
  'calendar-check': IconCalendarCheck,
  'calendar-heart': IconCalendarHeart,
  camera: IconCamera,
  certificate: IconCertificate,
  'chart-bar-off': IconChartBarOff,
  check: IconCheck,
  'chevron-down': IconChevronDown,
  'chevron-left': IconChevronLeft,
  'circle-check': IconCircleCheck,
  'circle-dashed': IconCircleDashed,
  'circle-x': IconCircleX,
  'clipboard-text': IconClipboardText,
  clock: IconClock,
  'clock-check': IconClockCheck,
  'clock-exclamation': IconClockExclamation,
  'clock-pause': IconClockPause,
  coin: IconCoin,
  confetti: IconConfetti,
  copy: IconCopy,
  'device-desktop': IconDeviceDesktop,
  'device-mobile': IconDeviceMobile,
  'discount-2': IconDiscount,
  dog: IconDog,
  'door-exit': IconDoorExit,
  dots: IconDots,
  'external-link': IconExternalLink,
  'eye-x': IconEyeX,
  'file-import': IconFileImport,
  'file-spreadsheet': IconFileSpreadsheet,
  flower: IconFlower,
  forms: IconForms,
  gift: IconGift,
  'hand-stop': IconHandStop,
  heart: IconHeart,
  'heart-broken': IconHeartBroken,
  'heart-handshake': IconHeartHandshake,
  'help-circle': IconHelpCircle,
  history: IconHistory,
  home: IconHome,
  'home-heart': IconHomeHeart,
  'home-move': IconHomeMove,
  hourglass: IconHourglass,
  'info-circle': IconInfoCircle,
  key: IconKey,
  language: IconLanguage,
  leaf: IconLeaf,
  link: IconLink,
  'list-check': IconListCheck,
  'list-numbers': IconListNumbers,
  mail: IconMail,
  'mail-off': IconMailOff,
  mailbox: IconMailbox,
  'map-pin': IconMapPin,
  'map-search': IconMapSearch,
  'menu-2': IconMenu2,
  message: IconMessage,
  'message-circle': IconMessageCircle,
  'message-exclamation': IconMessageExclamation,
  'message-off': IconMessageOff,
  'message-question': IconMessageQuestion,
  'mood-angry': IconMoodAngry,
  'mood-happy': IconMoodHappy,
  'mood-sad': IconMoodSad,
  'mood-smile': IconMoodSmile,
  moon: IconMoon,
  news: IconNews,
  note: IconNote,
  notes: IconNotes,
  package: IconPackage,
  'package-off': IconPackageOff,
  paperclip: IconPaperclip,
  paw: IconPaw,
  pencil: IconPencil,
  phone: IconPhone,
  plane: IconPlane,
  'plug-connected': IconPlugConnected,
  plus: IconPlus,
  quote: IconQuote,
  'radar-off': IconRadarOff,
  'receipt-refund': IconReceiptRefund,
  repeat: IconRepeat,
  replace: IconReplace,
  rings: IconRings,
  'ruler-2': IconRuler2,
  'ruler-measure': IconRulerMeasure,
  school: IconSchool,
  search: IconSearch,
  settings: IconSettings,
  shirt: IconShirt,
  'shopping-bag': IconShoppingBag,
  sparkles: IconSparkles,
  speakerphone: IconSpeakerphone,
  'stairs-up': IconStairsUp,
  star: IconStar,
  'star-off': IconStarOff,
  sun: IconSun,
  target: IconTarget,
  template: IconTemplate,
  'thumb-up': IconThumbUp,
  trash: IconTrash,
  trophy: IconTrophy,
  'truck-delivery': IconTruckDelivery,
  unlink: IconUnlink,
  upload: IconUpload,
  urgent: IconUrgent,
  user: IconUser,
  'user-check': IconUserCheck,
  'user-off': IconUserOff,
  'user-question': IconUserQuestion,
  'user-share': IconUserShare,
  users: IconUsers,
  wheelchair: IconWheelchair,
  'wifi-off': IconWifiOff,
  world: IconWorld,
  writing: IconWriting,
  x: IconX,
  'zoom-question': IconZoomQuestion,
  zzz: IconZzz,
}
