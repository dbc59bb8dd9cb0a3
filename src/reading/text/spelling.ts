/** English contractions and the short spellings of messages, written out; one list, no logic beyond looking up. */

/** What an apostrophe ending stands for; `n't` and `'s` are decided in the scanner. */
export const ENDINGS: ReadonlyMap<string, string> = new Map([
  ['re', 'are'],
  ['ll', 'will'],
  ['ve', 'have'],
  ['m', 'am'],
  ['d', 'would'],
])

/** Words after which `'s` means "is"; after any other it is a possessive and dropped. */
export const IS_AFTER: ReadonlySet<string> = new Set(
  'it that this what where who how when why there here he she let everything nothing something'.split(' '),
)

const LIST = `
dont=do not|doesnt=does not|didnt=did not|cant=can not|cannot=can not|wont=will not|isnt=is not|arent=are not
wasnt=was not|werent=were not|havent=have not|hasnt=has not|hadnt=had not|couldnt=could not|wouldnt=would not
shouldnt=should not|aint=is not|im=i am|ive=i have|youre=you are|youve=you have|theyre=they are|theyve=they have
weve=we have|thats=that is|whats=what is|wheres=where is|hows=how is|theres=there is|its=it is|hes=he is|shes=she is
mth=month|mths=months|f*ck=fuck|f**k=fuck|f***=fuck|sh*t=shit|s**t=shit|f*cking=fucking|f**king=fucking|bs=bullshit
u=you|ur=your|r=are|thx=thanks|thnx=thanks|thanx=thanks|tnx=thanks|tks=thanks|ty=thanks|tysm=thanks|thankyou=thank you|cheers=thanks
pls=please|plz=please|plse=please|bday=birthday|birthdays=birthday|hubby=husband|tmrw=tomorrow|tmw=tomorrow|tomoz=tomorrow|2moro=tomorrow
yr=year|yrs=years|hr=hour|hrs=hours|min=minute|mins=minutes|wk=week|wks=weeks|mo=month|mos=months|xmas=christmas
gonna=going to|wanna=want to|gotta=got to|cuz=because|bc=because|coz=because|cos=because|luv=love|lov=love
canceled=cancelled|canceling=cancelling|cancellations=cancellation|cancelation=cancellation|wtf=wtf|omg=omg
w=with|msg=message||dm=message|dms=messages|dmd=messaged|msgs=messages|acct=account|acc=account|bf=boyfriend|gf=girlfriend|mum=mom|mums=mom|mummy=mom
mommy=mom|mama=mom|mother=mom|mothers=mom|daddy=dad|father=dad|fathers=dad|moms=mom|dads=dad|kids=kids|parcel=package|parcels=packages|recieve=receive|recieved=received|recieving=receiving
definately=definitely|definitly=definitely|dissapointed=disappointed|dissappointed=disappointed|disapointed=disappointed
disappointment=disappointment|dissapointing=disappointing|rediculous=ridiculous|ridiculus=ridiculous|unbelieveable=unbelievable
teh=the|brok=broke|broekn=broken|arived=arrived|ariv=arrive|delivrd=delivered|beleive=believe|wierd=weird
colour=color|colours=colors|favourite=favorite|favourites=favorites|tho=though|thru=through|k=ok|okay=ok|luggages=luggage
cust=customer|cs=customer service|csr=rep|svc=service|appt=appointment|info=information|vacay=vacation|holidays=holiday|hols=holiday
fiancee=fiance|fiances=fiance|hubs=husband|favor=favor|alot=a lot|atleast=at least|everytime=every time|noone=nobody|anymore=anymore
whens=when is|whos=who is|wheres=where is|didn=did not|doesn=does not|couldn=could not|isn=is not|wasn=was not|wouldn=would not|won=won
shouldve=should have|couldve=could have|wouldve=would have|yall=you|ya=you|yous=you|em=them|tho=though|prolly=probably|def=definitely
lil=little|bby=baby|preggo=pregnant|preggers=pregnant|doggo=dog|doggy=dog|doggie=dog|pup=puppy|pups=puppies|kitty=cat|kitties=cats|kittie=cat
smh=smh|ffs=ffs|lol=lol|grr=grr|grrr=grr|grrrr=grr|ugh=ugh|ughh=ugh|arg=argh|argh=argh|aargh=argh|sux=sucks|suck=sucks|effing=fucking|fkn=fucking|fking=fucking|fckin=fucking|fuckin=fucking|frickin=freaking|freakin=freaking
grandmother=grandma|granny=grandma|gran=grandma|nan=grandma|nana=grandma|grandmas=grandma|grandfather=grandpa|granddad=grandpa|grandad=grandpa|grandpas=grandpa`

/** A spelling and the words it is read as. */
export const WRITTEN_OUT: ReadonlyMap<string, readonly string[]> = new Map(
  LIST.trim()
    .split(/[|\n]/)
    .map((pair) => {
      const [short = '', long = ''] = pair.split('=')
      return [short, long.split(' ')] as const
    }),
)
