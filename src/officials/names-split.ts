/** Takes a catalogue name apart: which words are given names, which the family's, whatever the script. */
import type { Official } from '../model/official.ts';
import { USUAL_FAMILY_NAMES, USUAL_GIVEN_NAMES } from './lexicons/name-lists.ts';
import { joinServantNames } from './names-arabic.ts';
import { isArabic, isCyrillic, readWords } from './words.ts';

/** A word of a name. */
export interface NameWord {
  /** Folded, for comparing. */
  readonly text: string;
  /** Lower case with й and ё still apart: what case endings and transliterations are made from. */
  readonly printed: string;
}

/** The family's word of a name, by which a text is searched. */
export interface Family {
  /** Further parts of a hyphened name, which stand beside it. */
  readonly words: readonly NameWord[];
  /** Index in `words` of the longest part. */
  readonly main: number;
  /** The particle before it, folded: `bin`, `von`; a patronymic one must be there in the text as well. */
  readonly particle: string | undefined;
  /** Of a dynasty, or a second surname: never enough alone. */
  readonly neverAlone: boolean;
}

/** A listed name taken apart. */
export interface SplitName {
  readonly language: string;
  readonly given: readonly NameWord[];
  readonly families: readonly Family[];
  /** Patronymics, second given names, second surnames. */
  readonly middle: readonly NameWord[];
  readonly familyFirst: boolean;
  /** A name of a single word: Lula, Dilma; an acronym where it is printed in capitals: MBS. */
  readonly alone: (NameWord & { readonly acronym: boolean }) | undefined;
}

/** "Son of": the word after it is the father's name, no surname, so the particle has to stand in the text. */
export const PATRONYMIC_PARTICLES: ReadonlySet<string> = new Set([
  'bin',
  'ben',
  'ibn',
  'bint',
  'бин',
  'бен',
  'ибн',
  'бинт',
  'بن',
  'ابن',
  'بنت',
]);

const PARTICLE_WORDS =
  'al el as ash ad an ar az at abu abou ben bin ibn bint von van der den de del della di da do dos das la le du des ter ten zu zum y e ' +
  'аль эль ас аш ад ан ар аз ат абу бен бин ибн бинт фон ван дер ден де дель ди да ду дос ла ле оглы кызы ' +
  'بن ابن بنت ال ابو فون فان دير دي دا دو دوس لا لو ديل';
/** Words before a family name that belong to it. */
export const PARTICLES: ReadonlySet<string> = new Set(PARTICLE_WORDS.split(' '));

/** "Servant of": half of a name that the next word completes. */
export const SERVANTS: ReadonlySet<string> = new Set('abd abdel abdul abdal abdoul абд абдель абдул'.split(' '));

const HONORIFICS = new Set(
  'prince princess sheikh sheikha shaikh king queen sir dr lord dame emir scheich cheikh jeque xeque príncipe prinz шейх принц الشيخ الأمير'.split(
    ' ',
  ),
);
/** What a name may end on that is no surname: junior, grandson, the third. */
export const SUFFIXES = new Set([
  'jr',
  'junior',
  'sr',
  'filho',
  'neto',
  'sobrinho',
  'ii',
  'iii',
  'iv',
  'мл',
  'младший',
]);
/** States whose press names a person with the family's name first, and where Latin wires keep that order. */
const FAMILY_FIRST_STATES = new Set(['CN', 'TW', 'HK', 'MO', 'KP', 'KR', 'VN', 'SG']);
/** Chinese, Korean and Vietnamese surnames in Latin letters, the most usual. */
const EASTERN_SURNAMES = new Set(
  (
    'li wang zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang han feng yu dong xiao cheng cao yuan deng fu shen zeng peng lu su jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan wen xi qu ' +
    'ban kim lee park pak choi choe jung chung jeong kang cho jo yoon yun jang chang lim im shin suh seo kwon hwang ahn an ryu yoo hong jeon ko moon son bae baek nam roh noh ri pan nguyen tran le pham hoang phan vu vo dang bui do ho ngo duong ly luong tsai tung'
  ).split(' '),
);
/** States where two surnames follow the given names, father's first. */
const SPANISH_STATES = new Set('ES MX AR BO CL CO CR CU DO EC GQ GT HN NI PA PE PY SV UY VE'.split(' '));
/** Ruling families of the Gulf: after the father's name theirs says only of which house one is. */
const DYNASTIES = new Set(
  (
    'saud thani nahyan nahayan maktoum maktum khalifa sabah said qasimi nuaimi sharqi mualla sabbah ' +
    'сауд тани нахайян нахаян мактум халифа сабах саид касими ' +
    'السعود الثاني النهيان المكتوم الخليفة الخليفه الصباح السعيد القاسمي النعيمي الشرقي المعلا سعود ثاني نهيان مكتوم خليفه'
  ).split(' '),
);
/** States where the mother's surname stands before the father's. */
const PORTUGUESE_STATES = new Set('BR PT AO MZ CV GW TL ST'.split(' '));
/** The article and at least a short name behind it. */
const MIN_ARTICLE_CHARS = 4;
const PATRONYMIC = /(?:ович|евич|ьич|овна|евна|ична|івна|йович|ovich|evich|ovna|evna|owitsch|ewitsch|ovitch|evitch)$/;
const MAX_WORDS = 12;

/** Takes all names of an official apart, but Chinese ones; those of a script help each other: shorter ones first. */
export function splitNames(official: Official): SplitName[] {
  const familyFirst = writesFamilyFirst(official);
  const bySize: { language: string; name: string; words: NameWord[]; hyphens: boolean[]; capitals: boolean }[] = [];
  for (const [language, names] of Object.entries({ en: [official.name], ...official.names })) {
    const listed = language === 'en' && !names.includes(official.name) ? [official.name, ...names] : names;
    for (const name of listed) {
      const text = readWords(name.replace(/\([^()]*\)/g, ' '));
      if (text.hasHan) continue;
      let words = text.words
        .slice(0, MAX_WORDS)
        .map((word, at) => ({ ...word, start: text.starts[at] ?? 0, end: text.ends[at] ?? 0 }));
      while (words.length > 2 && HONORIFICS.has(words[0]?.text ?? '')) words = words.slice(1);
      while (words.length > 2 && SUFFIXES.has(words.at(-1)?.text ?? '')) words = words.slice(0, -1);
      const printed = words.map((word) => ({
        text: word.text,
        printed: text.original
          .slice(text.folded.toOriginal(word.start), text.folded.toOriginal(word.end))
          .normalize('NFC')
          .toLowerCase()
          .replace(/['’ʼ]/g, ''),
      }));
      const hyphens = words.map(
        (word, index) => text.folded.text.slice(word.end, words[index + 1]?.start ?? word.end) === '-',
      );
      const capitals = words.length === 1 && words[0]?.allCapitals === true && !words[0].arabic;
      bySize.push({
        language,
        name,
        words: isArabic(printed[0]?.text ?? '') ? joinServants(printed) : printed,
        hyphens,
        capitals,
      });
    }
  }
  bySize.sort((a, b) => a.words.length - b.words.length);

  const cores = new Set<string>();
  const split: SplitName[] = [];
  for (const { language, words, hyphens, capitals } of bySize) {
    const only = words[0];
    if (only === undefined) continue;
    if (words.length === 1) {
      split.push({ language, given: [], families: [], middle: [], familyFirst, alone: { ...only, acronym: capitals } });
      continue;
    }
    const parts = familyFirst ? eastern(words) : western(words, hyphens, cores, official);
    for (const family of parts.families) {
      if (!family.neverAlone) cores.add(family.words[family.main]?.text ?? '');
    }
    split.push({ language, ...parts, familyFirst, alone: undefined });
  }
  return split;
}

/** Whether the Latin form of the name puts the family's name first. */
export function writesFamilyFirst(official: Official): boolean {
  const hanNames = official.names.zh ?? [];
  const isOwnHan =
    hanNames.some((name) => /^[\p{Script=Han}]{2,4}$/u.test(name)) && !hanNames.some((name) => /[·・•]/u.test(name));
  const first = readWords(official.name).words[0]?.text ?? '';
  // Many in Singapore and Hong Kong carry a Western given name in front: Lawrence Wong.
  if (USUAL_GIVEN_NAMES.has(first) && first.length > 4) return false;
  const isEastern = official.offices.some((office) => FAMILY_FIRST_STATES.has(office.country ?? ''));
  if (isEastern) return first.length <= 7 && (hanNames.length === 0 || isOwnHan);
  // Heads of the UN's bodies hold office elsewhere: Ban Ki-moon, Qu Dongyu.
  return isOwnHan && EASTERN_SURNAMES.has(first);
}

/** Surnames of two or three letters that are everyday words of the eight languages: He said, ما, لو, Long. */
const EVERYDAY_WORDS = new Set(
  (
    'he ma lou hu do so no on in is it to me my us we or be by go if of at as up an am ya yo la le lo de du en un tu su se ni ou os mi ha ai er es wo da du ja zu um will long may sun sung song bin bai can fan man pan tang fu kong ' +
    'но он на не ни же за по от до из мы вы ты да ли у и о а мо хе ма ху лу ' +
    'ما هو هي لو لي من ان في عن او يا اي هل لا كم هم بن ها هه هي جي جين'
  ).split(' '),
);

type Parts = Pick<SplitName, 'given' | 'families' | 'middle'>;

function eastern(words: readonly NameWord[]): Parts {
  const [family, ...given] = words;
  if (family === undefined) return { given, families: [], middle: [] };
  return { given, families: [{ ...plainFamily(family), neverAlone: EVERYDAY_WORDS.has(family.text) }], middle: [] };
}

function western(
  words: readonly NameWord[],
  hyphens: readonly boolean[],
  cores: ReadonlySet<string>,
  official: Official,
): Parts {
  const known = words.findIndex((word, index) => index > 0 && cores.has(word.text));
  if (known > 0) {
    const before = words.slice(0, known).filter((word, index) => index === 0 || !PARTICLES.has(word.text));
    const after = words.slice(known + 1).filter((word) => !PARTICLES.has(word.text));
    const families = [withParticle(words, hyphens, known, false)];
    const own = ownSurname(words, known - 1);
    if (own !== undefined) families.push({ ...plainFamily(own), neverAlone: true });
    const mothers = words[known - 1];
    if (known > 1 && mothers !== undefined && isMothersName(mothers, official))
      families.push({ ...plainFamily(mothers), neverAlone: true });
    const first = SERVANTS.has(before[0]?.text ?? '') ? 2 : 1;
    return { given: before.slice(0, first), families, middle: [...before.slice(first), ...after] };
  }
  const families: Family[] = [];
  let firstFamily = words.length - 1;
  words.forEach((word, index) => {
    const next = words[index + 1];
    if (index === 0 || next === undefined || !PARTICLES.has(word.text) || PARTICLES.has(next.text)) return;
    // "Abdel Fattah el-Sisi": the article that joins two given names is none of a family's.
    const sonOf = PATRONYMIC_PARTICLES.has(word.text);
    const dynasty =
      !sonOf &&
      DYNASTIES.has(next.text) &&
      families.some((family) => family.particle !== undefined && PATRONYMIC_PARTICLES.has(family.particle));
    // A single letter, the O of De la O, says nothing alone.
    const isHalf = SERVANTS.has(next.text) || next.text.length === 1;
    const at = isHalf && words[index + 2] !== undefined ? index + 2 : index + 1;
    families.push({ ...withParticle(words, hyphens, at, dynasty), particle: word.text });
    firstFamily = Math.min(firstFamily, index);
  });
  const last = words.at(-1);
  // Arabic writes the article onto the family's name: خالد بن ناصر الظفيران.
  if (families.length > 0 && last !== undefined && last.text.length > MIN_ARTICLE_CHARS && last.text.startsWith('ال')) {
    const isTaken = families.some((family) => family.words.includes(last));
    if (!isTaken) families.push({ ...plainFamily(last), neverAlone: DYNASTIES.has(last.text) });
  }
  if (families.length === 0) {
    const start = familyStart(words, hyphens, official);
    families.push(withParticle(words, hyphens, start, false));
    firstFamily = start;
    const second = words.at(-1);
    if (start < words.length - 1 && !hyphens[start] && second !== undefined)
      families.push({ ...plainFamily(second), neverAlone: true });
    const mothers = words[start - 1];
    if (start > 1 && mothers !== undefined && isMothersName(mothers, official))
      families.push({ ...plainFamily(mothers), neverAlone: true });
  }
  const own = ownSurname(words, firstFamily);
  if (own !== undefined) {
    families.push({ ...plainFamily(own), neverAlone: true });
    firstFamily--;
  }
  // A particle that comes first is none: Ben Wallace.
  const given = words
    .slice(0, firstFamily)
    .filter((word, index) => (index === 0 || !PARTICLES.has(word.text)) && !PATRONYMIC.test(word.text));
  const taken = new Set([...given, ...families.flatMap((family) => family.words)]);
  return { given, families, middle: words.filter((word) => !taken.has(word) && !PARTICLES.has(word.text)) };
}

/**
 * Whether the word before a Portuguese family name is the mother's, by which some are called, and rare enough to say
 * who is meant beside a given name: a usual one would be another person's.
 */
function isMothersName(word: NameWord, official: Official): boolean {
  return (
    official.offices.some((office) => PORTUGUESE_STATES.has(office.country ?? '')) &&
    !PARTICLES.has(word.text) &&
    !USUAL_GIVEN_NAMES.has(word.text) &&
    !USUAL_FAMILY_NAMES.has(word.text)
  );
}

/** Of a married name, Cristina Fernández de Kirchner, the surname that stands before the particle at `at`. */
function ownSurname(words: readonly NameWord[], at: number): NameWord | undefined {
  const own = words[at - 1];
  return at >= 2 && words[at]?.text === 'de' && own !== undefined && !USUAL_GIVEN_NAMES.has(own.text) ? own : undefined;
}

/** Where the family's name begins in a name without particles. */
function familyStart(words: readonly NameWord[], hyphens: readonly boolean[], official: Official): number {
  let start = words.length - 1;
  // A hyphened family name begins at its first part.
  while (start > 1 && hyphens[start - 1]) start--;
  const spanish = official.offices.some((office) => SPANISH_STATES.has(office.country ?? ''));
  if (!spanish || isCyrillic(words[0]?.text ?? '') || isArabic(words[0]?.text ?? '')) return start;
  let first = 1;
  while (first < start && USUAL_GIVEN_NAMES.has(words[first]?.text ?? '') && first < words.length - 1) first++;
  return words.length >= 3 ? Math.min(first, start) : start;
}

function withParticle(
  words: readonly NameWord[],
  hyphens: readonly boolean[],
  at: number,
  neverAlone: boolean,
): Family {
  const parts: NameWord[] = [];
  let end = at;
  for (; end < words.length; end++) {
    const word = words[end];
    if (word !== undefined) parts.push(word);
    if (!hyphens[end]) break;
  }
  const before = at > 1 ? words[at - 1]?.text : undefined;
  const lengths = parts.map((part) => part.text.length);
  return {
    words: parts,
    main: lengths.indexOf(Math.max(...lengths)),
    particle: before !== undefined && PARTICLES.has(before) ? before : undefined,
    neverAlone,
  };
}

function plainFamily(word: NameWord): Family {
  return { words: [word], main: 0, particle: undefined, neverAlone: false };
}

function joinServants(words: readonly NameWord[]): NameWord[] {
  return joinServantNames(words.map((word) => word.text)).map((text) => ({ text, printed: text }));
}
