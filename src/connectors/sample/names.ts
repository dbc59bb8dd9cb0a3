/** First names, family names and places for made-up customers; combined by chance, so a likeness is one. */

export const FIRST_NAMES: readonly string[] =
  `Abena Ada Adaeze Agnes Aiko Alba Alejandra Alma Amara Amina Anika Annika Anouk April Arden Astrid Aurelia Ava Beatrix Bea Bernadette Bettina Bronwyn Camila Carmen Carys
   Cecily Celeste Chiara Chloe Cleo Clementine Constance Cora Daphne Dara Delia Della Dorothea Edie Effie Eilidh Elena Elise Eloise Elspeth Emeka Emi Esme Esther Etta Eun-ji
   Fatima Faye Fiona Flora Frances Freya Frida Gemma Georgia Greta Gwen Hadley Hana Hannah Harriet Hazel Helen Henrietta Hild Hope Imani Ingrid Iris Isla Ivy Jana Jasmin Jean
   Joanna Josefina Juliet June Juniper Kaia Kamala Karin Kat Keiko Kerry Kirsten Kit Lakshmi Laura Leila Leonie Liesl Lila Linnea Liv Lois Lorna Lou Louisa Lucinda Lydia Mabel
   Magda Mairi Malia Margit Marguerite Mariam Marisol Martha Matilda Maud Maya Mei Meredith Mila Mina Mio Miriam Moira Molly Nadia Nell Nina Noor Nora Nuala Odette Olive Orla
   Paloma Pearl Penelope Petra Philippa Pia Polly Rachel Ramona Rania Renata Rhona Rosa Rosalind Rowena Rue Ruth Sabine Saoirse Sasha Selma Shira Signe Silvia Simone Sol Sophie
   Stella Sunniva Susannah Sylvie Tabitha Tamsin Tansy Tess Thandi Thea Tilda Tove Una Ursula Valentina Vera Verity Vivian Willa Wilhelmina Winnie Xiomara Yael Yasmin Yuki Zadie
   Zara Zia Zoe Zora Adrian Ansel Arjun Benedict Bruno Caleb Callum Cassius Clive Conrad Desmond Diego Elias Emil Ewan Felix Fergus Finn Gareth Gil Hamish Hugo Idris Ira Ivo Jonas
   Julian Kenji Lachlan Leo Linus Magnus Malik Mateo Milo Moses Nico Otis Owen Pascal Quentin Rafael Rohan Rory Silas Stefan Tariq Teo Tobias Victor Wendell Zachary`
    .trim()
    .split(/\s+/)

export const FAMILY_NAMES: readonly string[] =
  `Abara Ackroyd Adeyemi Ainsworth Alder Almeida Amundsen Ashdown Aoki Armitage Atwell Bae Balogun Banerjee Barlow Beckwith Bellweather Benning Bergstrom Birch Blakeney Bloom Boateng
   Bonham Bracewell Braddock Brandvold Brennan Brightman Bristow Brody Buchanan Cabrera Calloway Carmody Carrow Castro Chaudhry Cho Claybourne Coldwell Comstock Copeland Corrigan
   Crane Crowther Dacre Dalgaard Danjuma Darrow Dasgupta Delacroix Devlin Dietrich Doan Donnelly Drummond Dufresne Dunmore Eastwick Ebersole Eckhart Egan Ellery Emberton Engel
   Eriksen Espinoza Fairchild Fallon Farah Feld Ferreira Fielding Finch Fitch Forsythe Fowler Frost Fujimoto Gable Galloway Garza Gaunt Gilchrist Goddard Goldfarb Grainger Greaves
   Greenough Grimshaw Guerrero Haddad Halvorsen Hargrove Hartigan Hathaway Hawthorn Heller Henriques Hewitt Hollis Holm Hoang Hurley Ibsen Idowu Ingram Iversen Jansen Jardine
   Jessop Joshi Kagan Kaplan Kato Kaur Keane Keller Kemp Khoury Kimball Kirkby Klein Kowalski Kwon Lachance Lang Larkin Lattimer Leclerc Lennox Levine Linden Lockwood Loewe Lund
   Mabry Macrae Mahoney Maddox Marchetti Marlow Marsh Matsuda Mbeki Mcallister Meadows Mehta Mendel Merrick Mikkelsen Moffat Montoya Moreau Morita Munro Nakamura Nash Navarro
   Neumann Ngata Nilsen Noble Norwood Novak Oakes Obi Ochoa Odell Okafor Oldham Olsen Onyango Ortega Osborne Osei Paget Palmer Park-Ellis Patel Pemberton Peralta Petrov Pham Pike
   Pollard Prescott Prior Quigley Quinn Radcliffe Rahman Ramsay Ranganathan Raven Reyes Ridley Rivas Robles Rosen Rourke Ruiz Sable Salter Sandoval Santoro Sato Sauer Sayers
   Schofield Selby Serrano Shah Sharpe Sinclair Sloane Solberg Sorensen Sparrow Stanhope Steiner Stoll Strand Sutter Svensson Tanaka Tapia Tate Teague Tennant Thorne Tierney Todd
   Tolliver Tran Treadwell Tremblay Tully Udo Underhill Upton Vance-Ito Vasquez Vaughn Velasco Vickers Vogel Voss Wachira Wade Walsh Warde Weatherby Weiss Wen Whitlock Wickham Wilder
   Winslow Wolfe Woodruff Wren-Hall Wyatt Yamada Yardley Yeo Young-Reid Zamora Zeller Zhou Zielinski`
    .trim()
    .split(/\s+/)

export type Place = {
  readonly city: string
  readonly region?: string
  readonly country: string
  readonly zone: string
  readonly language: string
}

const places = (country: string, zone: string, language: string, list: string): Place[] =>
  list.split(';').map((line) => {
    const [city = '', region] = line.split(',').map((part) => part.trim())
    return { city, ...(region ? { region } : {}), country, zone, language }
  })

/** With how many of a hundred customers live there. */
export const PLACES: readonly (readonly [readonly Place[], number])[] = [
  [
    places('US', 'America/New_York', 'en', 'Burlington, VT; Portland, ME; Asheville, NC; Ithaca, NY; Brooklyn, NY; Pittsburgh, PA; Northampton, MA; Providence, RI; Ann Arbor, MI; Savannah, GA; Richmond, VA; Worcester, MA; Buffalo, NY; Columbus, OH; Concord, NH'), // prettier-ignore
    40,
  ],
  [
    places('US', 'America/Chicago', 'en', 'Madison, WI; Minneapolis, MN; Chicago, IL; Austin, TX; Iowa City, IA; Duluth, MN; St. Louis, MO; Tulsa, OK; Omaha, NE; New Orleans, LA'), // prettier-ignore
    21,
  ],
  [
    places(
      'US',
      'America/Denver',
      'en',
      'Boulder, CO; Santa Fe, NM; Bozeman, MT; Salt Lake City, UT; Fort Collins, CO',
    ),
    8,
  ],
  [
    places('US', 'America/Los_Angeles', 'en', 'Portland, OR; Seattle, WA; Oakland, CA; Eugene, OR; Bellingham, WA; San Diego, CA; Sacramento, CA; Spokane, WA'), // prettier-ignore
    17,
  ],
  [places('CA', 'America/Toronto', 'en', 'Toronto, ON; Ottawa, ON; Kingston, ON; Halifax, NS'), 4],
  [places('GB', 'Europe/London', 'en', 'Bristol; Leeds; Edinburgh; Sheffield; Norwich; Cardiff'), 4],
  [places('NZ', 'Pacific/Auckland', 'en', 'Wellington; Dunedin; Nelson'), 1.5],
  [places('AU', 'Australia/Melbourne', 'en', 'Melbourne, VIC; Hobart, TAS'), 1.5],
  [places('DE', 'Europe/Berlin', 'de', 'Freiburg; Leipzig; Hamburg; München'), 1.2],
  [places('FR', 'Europe/Paris', 'fr', 'Lyon; Nantes; Grenoble'), 0.9],
  [places('CA', 'America/Toronto', 'fr', 'Montréal, QC; Québec, QC'), 0.4],
  [places('ES', 'Europe/Madrid', 'es', 'Bilbao; Valencia; Granada'), 0.9],
]

export const PETS: readonly string[] =
  `greyhound|whippet|labrador|border collie|dachshund|rescue mutt|spaniel|terrier|poodle|husky|beagle|tabby|ginger cat|black cat|old cat|kitten|puppy|corgi`.split(
    '|',
  )
export const PET_NAMES: readonly string[] =
  `Biscuit Pepper Olive Moth Waffle Juno Pickles Mabel Bear Tuppence Noodle Hank Clover Socks Otto Marmalade Ziggy Plum Fig Bruno Luna Pip Gravy Toast Dot Rufus Nettle`.split(
    ' ',
  )
