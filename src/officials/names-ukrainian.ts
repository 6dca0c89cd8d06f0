/** Ukrainian letters: how Ukraine's press spells and declines a name that the catalogue knows in Russian. */

/** Given names that are another word in Ukrainian: no rule makes Володимир of Владимир. */
const GIVEN_NAMES: Readonly<Record<string, string>> = {
  александр: 'олександр',
  александра: 'олександра',
  алексей: 'олексій',
  анастасия: 'анастасія',
  артемий: 'артемій',
  василий: 'василь',
  владимир: 'володимир',
  вячеслав: 'вячеслав',
  галина: 'галина',
  глеб: 'гліб',
  даниил: 'данило',
  дмитрий: 'дмитро',
  евгений: 'євген',
  евгения: 'євгенія',
  екатерина: 'катерина',
  елена: 'олена',
  ирина: 'ірина',
  иосиф: 'йосип',
  кирилл: 'кирило',
  константин: 'костянтин',
  людмила: 'людмила',
  марина: 'марина',
  матвей: 'матвій',
  михаил: 'михайло',
  надежда: 'надія',
  наталья: 'наталія',
  никита: 'микита',
  николай: 'микола',
  павел: 'павло',
  петр: 'петро',
  пётр: 'петро',
  семен: 'семен',
  семён: 'семен',
  сергей: 'сергій',
  татьяна: 'тетяна',
  тимофей: 'тимофій',
  федор: 'федір',
  фёдор: 'федір',
  филипп: 'пилип',
  яков: 'яків',
};
/** Names that change a vowel in the cases. */
const FLEETING: Readonly<Record<string, string>> = { федір: 'федор', яків: 'яков', лев: 'лев', павло: 'павл' };

const VOWELS = 'аеєиіїоуюя';
const HUSHING = 'жчшщц';
/** г, к and х turn into these before -і: Ольга, Ользі. */
const SOFTENED: Readonly<Record<string, string>> = { г: 'з', к: 'ц', х: 'с' };
const MAX_SPELLINGS = 8;
/** Letters і of a name that may be и as well: each doubles the spellings. */
const MAX_DOUBTS = 2;

/**
 * Spellings of a Russian word of a name in Ukrainian, at most eight: the press hesitates where Russian е stands for two
 * letters, Сечін and Сєчін, and where и follows a hushing sound, Сєчин.
 *
 * After § 144 of the Ukrainian orthography of 2019.
 *
 * @param word lower case, й and ё still apart
 * @param isUkraines whether the name is Ukraine's own: of Сибига only Ukraine knows that it is Сибіга
 */
export function ukrainianSpellings(word: string, part: 'given' | 'family', isUkraines: boolean): string[] {
  const known = part === 'given' ? GIVEN_NAMES[word] : undefined;
  if (known !== undefined) return [known];
  const plain = byLetters(word, part);
  const spellings = new Set([plain, softFirst(plain)]);
  for (const spelling of isUkraines ? eitherI(plain) : []) spellings.add(spelling);
  for (const spelling of [...spellings]) spellings.add(hardAfterHushing(spelling));
  // Горбачев is Горбачов.
  if (/[жчшщц]ев$/.test(word)) for (const spelling of [...spellings]) spellings.add(spelling.replace(/[еє]в$/, 'ов'));
  return [...spellings].slice(0, MAX_SPELLINGS);
}

function byLetters(word: string, part: 'given' | 'family'): string {
  const ended = word
    .replace(/(?<=[сц])кий$/, 'ький')
    .replace(/[оы]й$/, 'ий')
    // Игорь is Ігор.
    .replace(/(?<=[ржчш])ь$/, '')
    .replace(/(?<![жчшщцаеёиоуыэюя])ев$/, 'єв')
    .replace(/ей$/, 'ій')
    .replace(/ий$/, part === 'given' ? 'ій' : 'ый');
  let out = '';
  for (let at = 0; at < ended.length; at++) {
    const letter = ended[at] ?? '';
    const before = out.at(-1) ?? '';
    const isOpen =
      at === 0 || VOWELS.includes(before) || before === 'й' || ended[at - 1] === 'ь' || ended[at - 1] === 'ъ';
    if (letter === 'ъ') continue;
    if (letter === 'е') out += isOpen ? 'є' : 'е';
    else if (letter === 'ё') out += isOpen ? 'йо' : HUSHING.includes(before) ? 'о' : 'ьо';
    else if (letter === 'и') out += at > 0 && VOWELS.includes(before) ? 'ї' : 'і';
    else if (letter === 'ы') out += 'и';
    else if (letter === 'э') out += 'е';
    else out += letter;
  }
  return out;
}

/** The first е after a consonant is є in many a name of the press: Сєчін, Бєлоусов, Пєсков. */
function softFirst(word: string): string {
  const at = word.indexOf('е');
  return at < 1 || HUSHING.includes(word[at - 1] ?? '') ? word : `${word.slice(0, at)}є${word.slice(at + 1)}`;
}

/** The word with each of its first letters і as и, in all combinations. */
function eitherI(word: string): string[] {
  let spellings = [word];
  let at = word.indexOf('і');
  for (let doubts = 0; at >= 0 && doubts < MAX_DOUBTS; doubts++) {
    const place = at;
    spellings = spellings.flatMap((one) => [one, `${one.slice(0, place)}и${one.slice(place + 1)}`]);
    at = word.indexOf('і', at + 1);
  }
  return spellings;
}

function hardAfterHushing(word: string): string {
  return word.replace(/(?<=[жчшщц])і(?=[бвгджзклмнпрстфхцчшщ])/g, 'и');
}

/** The cases of a Ukrainian word of a name, the word itself first; lower case. */
export function declineUkrainian(word: string, part: 'given' | 'family'): string[] {
  return [...new Set([word, ...cases(word, part)])];
}

function cases(word: string, part: 'given' | 'family'): string[] {
  const fleeting = part === 'given' ? FLEETING[word] : undefined;
  if (fleeting !== undefined) return add(fleeting, ['а', 'у', 'ом', 'ові', 'і']);
  const last = word.at(-1) ?? '';
  const stem = word.slice(0, -1);
  if (/(?:ськ|цьк|зьк)ий$/.test(word) || (part === 'family' && word.endsWith('ий')))
    return add(word.slice(0, -2), ['ого', 'ому', 'им', 'ім']);
  if (/(?:ськ|цьк|зьк)а$/.test(word) || (part === 'family' && /(?:ов|ев|єв|ін|їн|ин)а$/.test(word)))
    return add(stem, ['ої', 'ій', 'у', 'ою']);
  if (word.endsWith('ій')) return add(word.slice(0, -2), ['ія', 'ію', 'ієм', 'ії', 'ієві']);
  if (last === 'й') return add(stem, ['я', 'ю', 'єм', 'ї', 'єві']);
  if (last === 'о') return add(stem, ['а', 'у', 'ом', 'ові', 'і']);
  if (last === 'ь') return add(stem, ['я', 'ю', 'ем', 'еві', 'і']);
  if (last === 'я') return add(stem, ['і', 'ї', 'ю', 'ею', 'єю']);
  if (last === 'а') {
    const softened = SOFTENED[stem.at(-1) ?? ''];
    const dative = softened === undefined ? [] : [`${stem.slice(0, -1)}${softened}і`];
    return [...add(stem, ['и', 'і', 'у', 'ою', 'ею']), ...dative];
  }
  if (VOWELS.includes(last)) return [];
  if (part === 'family' && /[^аеєиіїоуюя]ець$/.test(word))
    return add(`${word.slice(0, -3)}ц`, ['я', 'ю', 'ем', 'еві', 'і']);
  if (part === 'given' && last === 'р') return add(word, ['а', 'у', 'ом', 'ові', 'і', 'я', 'ю', 'ем', 'еві']);
  return add(word, ['а', 'у', 'ом', 'ем', 'им', 'ові', 'еві', 'і']);
}

function add(stem: string, endings: readonly string[]): string[] {
  return endings.map((ending) => stem + ending);
}
