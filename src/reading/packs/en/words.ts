/** Word classes of the English packs: what people call things, by the role the thing plays in a sentence. */
import type { Classes } from '../../match/pattern.ts'

export const ENGLISH: Classes = {
  i: 'i we',
  my: 'my our',
  be: 'is are was were am be been being',
  have: 'have has had having got get gets getting',
  not: 'not never no',
  very: `very so really extremely super absolutely incredibly completely totally utterly quite pretty beyond truly just too such
    highly deeply seriously fucking freaking damn bloody insanely ridiculously especially a most`,
  close: `husband wife son daughter sons daughters kid kids child children boy girl boys girls mom dad parents grandma grandpa grandparents
    sister brother sisters brothers niece nephew nieces nephews friend friends bestie boyfriend girlfriend fiance partner spouse aunt uncle
    cousin cousins family grandson granddaughter grandkids grandchildren grandchild godson goddaughter colleague coworker boss roommate
    mil inlaws stepson stepdaughter twins bff other toddler baby wifey sis bro teenager teen folks love soulmate`,
  brandnear: 'you your yall guys',
  pet: `dog dogs cat cats puppy puppies kitten kittens pet pets hamster bunny rabbit parrot guinea terrier retriever labrador
    poodle beagle bulldog chihuahua dachshund corgi husky spaniel pug shepherd frenchie goldendoodle doodle furbaby furbabies
    ferret pony mutt yorkie schnauzer collie greyhound rottweiler pitbull maltese shih labradoodle kitties chickens hen hens`,
  month:
    'january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec',
  day: 'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun',
  when: 'today tomorrow tonight weekend week month $day $month soon next friday morning evening afternoon',
  unit: 'minute minutes hour hours day days week weeks month months year years',
  many: 'two three four five six seven eight nine ten eleven twelve several many multiple numerous couple few dozen half',
  nth: 'second third fourth fifth sixth seventh eighth 2nd 3rd 4th 5th 6th 7th 8th 9th 10th umpteenth nth ord',
  owed: `order orders package packages parcel delivery deliveries shipment refund refunds reply response answer item items bag bags luggage
    suitcase baggage product purchase stuff email replacement return credit money payment points miles voucher book phone package letter card
    gift compensation call callback update confirmation tracking preorder receipt invoice claim reimbursement cheque check exchange
    flight plane crew pilot gate dress shirt shoes jacket package box case compensation ticket tickets`,
  due: `order orders package packages parcel delivery deliveries shipment refund refunds reply response answer items bag bags luggage suitcase
    baggage purchase replacement credit money payment voucher compensation callback update confirmation invoice claim reimbursement cheque
    meal food drink drinks stuff parcels mail product`,
  parcel: `order orders package packages parcel delivery deliveries shipment item items product purchase stuff replacement preorder box
    book dress shirt top jacket sweater shoes jeans mail letter laptop phone game games refund`,
  service: `service services customer support staff crew agent agents rep reps representative attendant attendants employee employees team
    people waiter waitress server servers manager management pilot pilots captain driver drivers courier cabin steward stewardess folks
    host hostess owner bartender chef ladies lady guy guys gentleman man woman desk experience hospitality help desk operator advisor advisors`,
  person: `staff crew agent agents rep reps representative attendant attendants employee employees team people waiter waitress server
    servers manager management pilot pilots captain driver drivers courier cabin steward stewardess host hostess owner bartender chef lady ladies guy
    guys gentleman man woman folks team operator advisor flight service everyone`,
  thing: `dress top shirt blouse sweater skirt jeans pants jacket coat romper jumpsuit tee cardigan shoes boots tunic leggings shorts tank
    vest scarf swimsuit bikini bra cami poncho suit gown hoodie tshirt kimono pullover piece outfit item product fabric material color colors style
    cut fit quality design pattern print length neckline sleeves look price app website site update phone laptop device flight plane seat seats
    seating food meal dinner lunch breakfast burger pizza fries salad steak chicken sushi soup sandwich roll tacos sauce dessert wine beer drinks cocktails
    pasta rice noodles service place restaurant atmosphere ambiance decor menu room hotel lounge entertainment wifi internet album playlist music song selection
    one ones this it they these that experience airline company store detail details embroidery lace knit stretch beading overall
    waffles pancakes eggs fish shrimp crab coffee brunch bread bacon potatoes cheese curry pho ramen gelato cake pie cream portions portion flavor flavors
    buffet bar patio view game book show movie battery screen sound watch speaker headphones case charger`,
  goodword: `great amazing awesome fantastic excellent wonderful perfect brilliant outstanding fabulous superb incredible lovely beautiful
    gorgeous stunning delicious delightful best adorable exceptional terrific phenomenal impressive spectacular magnificent marvelous
    splendid fab stellar flawless divine yummy tasty scrumptious impeccable pleasant charming elegant cute comfortable comfy flattering
    fun versatile soft cozy good nice cool sweet pretty fresh well`,
  strong: `great amazing awesome fantastic excellent wonderful perfect brilliant outstanding fabulous superb incredible lovely beautiful
    gorgeous stunning delicious delightful best adorable exceptional terrific phenomenal impressive spectacular magnificent marvelous
    splendid fab stellar flawless divine yummy tasty scrumptious impeccable`,
  kind: `helpful friendly kind polite courteous professional attentive patient accommodating caring gracious efficient welcoming lovely
    wonderful amazing great awesome fantastic excellent brilliant superb incredible fabulous outstanding sweet nice knowledgeable cheerful
    thoughtful understanding phenomenal exceptional terrific best pleasant warm compassionate funny hilarious super stellar`,
  bad: `bad worst terrible horrible awful poor lousy dreadful atrocious abysmal crap crappy shit shitty shite pathetic ridiculous disgusting
    disgraceful unacceptable appalling shocking shambles shambolic rubbish useless horrendous horrid outrageous disappointing mediocre subpar
    lame joke trash garbage unprofessional rude incompetent unhelpful inexcusable shameful sad unreal insane absurd diabolical inconsistent
    woeful hopeless infuriating frustrating annoying deplorable disastrous unreliable messy broken slow wrong unfair bogus dodgy stupid silly
    idiotic dumb ludicrous laughable embarrassing inadequate sloppy careless dishonest misleading deceptive confusing nasty gross inedible
    bland tasteless overpriced underwhelming dire dismal terribly horribly awfully poorly atrociously`,
  rage: `terrible horrible awful dreadful atrocious abysmal shit shitty shite pathetic ridiculous disgusting disgraceful unacceptable
    appalling shocking shambles shambolic horrendous outrageous joke inexcusable shameful unreal insane absurd diabolical infuriating
    deplorable ludicrous laughable embarrassing rubbish useless crap crappy worst hopeless woeful lousy dire bullshit incompetent garbage trash
    disgrace fiasco circus criminal ridiculously unbelievable mindboggling nonsense rude`,
  angry: `angry furious livid fuming outraged pissed enraged irate mad annoyed irritated frustrated upset disgusted appalled infuriated
    aggravated exasperated heartbroken devastated gutted fed seething raging incensed horrified shocked dismayed unimpressed`,
  weird: `weird odd strange awkward unflattering shapeless frumpy boxy cheap flimsy itchy scratchy stiff see sheer rough ugly hideous
    uncomfortable poorly wrinkly matronly dowdy tacky thin bulky dull faded stained ripped torn damaged defective frayed transparent heavy off
    disappointing unwearable`,
  fitword: `big small large tight loose long short wide narrow huge tiny baggy snug roomy boxy oversized low high bulky clingy full
    billowy short-waisted voluminous`,
  fitpart: `bust chest waist hips hip shoulders shoulder arms arm armholes sleeves thighs thigh calf calves back torso legs boobs neck rise
    length bottom top body midsection middle stomach tummy hem`,
  thanksword: 'thanks thank thankful grateful gratitude appreciate appreciated kudos props applause',
  device: `phone app iphone ipad laptop computer tv watch site website page video videos song songs music wifi internet account password
    password login link code battery screen keyboard update app server system audio sound bluetooth button email feature playlist widget kindle echo
    alexa device player download downloads podcast podcasts premium subscription payment transaction software ios`,
  travelnoun: `vacation holiday honeymoon getaway cruise trip travels travel weekend vacay roadtrip staycation`,
  /** Words of somebody who describes a garment or a meal: a review, where waiting and thanking mean something else. */
  review: `flattering unflattering fits fit fabric neckline sleeves sleeve wore comfy tts model petite waist bust soft stretchy material frumpy boxy
    length sizing hem lining silhouette washed flowy tunic blouse torso`,
  far: 'abroad overseas away',
}
