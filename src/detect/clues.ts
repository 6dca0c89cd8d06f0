/** A language's clues: its lexicon and gazetteer compiled into one table that finds all of them in one pass. */
import type { Sector } from '../model/event.ts';
import type { Language } from '../model/language.ts';
import { type GazetteerEntry, gazetteerNames } from './gazetteer.ts';
import { arabicBare, arabicVariants, germanHead, russianForms } from './inflect.ts';
import type { Lexicon, RoleKind, TimeWords } from './lexicons/lexicon.ts';
import { lexiconOf } from './lexicons/lexicons.ts';
import { createPatternTable, type PatternTable } from './patterns.ts';

/** The lists of a lexicon that are plain cues. */
export type Cue = Exclude<keyof Lexicon, 'language' | 'time' | 'money' | 'sectors' | 'role'> | 'notValue';

/** What a pattern found in a text can be. */
export type Clue =
  | GazetteerEntry
  | { readonly kind: 'cue'; readonly cue: Cue }
  | { readonly kind: 'role'; readonly role: RoleKind }
  | { readonly kind: 'sector'; readonly sector: Sector }
  | { readonly kind: 'time'; readonly time: Exclude<keyof TimeWords, 'extra'> }
  /** `isShort` is an abbreviation, which may be a name: it is a month only beside a day. */
  | { readonly kind: 'month'; readonly month: number; readonly isShort?: boolean }
  | { readonly kind: 'weekday'; readonly weekday: number }
  | { readonly kind: 'length'; readonly days: number }
  | { readonly kind: 'magnitude'; readonly factor: number }
  | { readonly kind: 'currency'; readonly currency: string }
  | { readonly kind: 'number'; readonly number: number };

const tables = new Map<Language, PatternTable<Clue>>();

/** The compiled clues of `language`; made at the first call (some 50 ms), then kept. */
export function clueTable(language: Language): PatternTable<Clue> {
  const known = tables.get(language);
  if (known !== undefined) return known;
  const made = compile(lexiconOf(language));
  tables.set(language, made);
  return made;
}

function compile(lexicon: Lexicon): PatternTable<Clue> {
  const { language } = lexicon;
  const table = createPatternTable<Clue>(
    language === 'ar' ? arabicVariants : language === 'de' ? germanHead : undefined,
  );
  const add = (patterns: string, clue: Clue) => {
    for (const pattern of patterns.split(/[,\n]/)) {
      const trimmed = pattern.trim();
      if (trimmed !== '') table.add(language === 'ar' ? arabicBare(trimmed) : trimmed, clue);
    }
  };
  const { language: _language, time, money, sectors, role, ...cues } = lexicon;
  for (const [cue, patterns] of Object.entries(cues)) add(patterns, { kind: 'cue', cue: cue as Cue });
  for (const [kind, patterns] of Object.entries(role)) add(patterns, { kind: 'role', role: kind as RoleKind });
  for (const [sector, patterns] of Object.entries(sectors)) add(patterns, { kind: 'sector', sector: sector as Sector });

  const { extra, ...times } = time;
  for (const [word, patterns] of Object.entries(times))
    add(patterns, { kind: 'time', time: word as Exclude<keyof TimeWords, 'extra'> });
  addCalendar(language, add);
  for (const [key, forms] of pairs(extra)) {
    const number = Number(key.replace(/^[dla]/, ''));
    const clue: Clue = key.startsWith('d')
      ? { kind: 'weekday', weekday: number }
      : key.startsWith('l')
        ? { kind: 'length', days: number }
        : { kind: 'month', month: number, isShort: key.startsWith('a') };
    for (const form of forms) add(form, clue);
  }
  for (const [factor, forms] of pairs(money.magnitudes))
    for (const form of forms) add(form, { kind: 'magnitude', factor: Number(factor) });
  add(money.notValue, { kind: 'cue', cue: 'notValue' });
  for (const [currency, forms] of pairs(money.currencies))
    for (const form of forms) add(form, { kind: 'currency', currency });
  for (const [number, forms] of pairs(money.numbers))
    for (const form of forms) add(form, { kind: 'number', number: Number(number) });

  for (const { pattern, entry } of gazetteerNames(language)) table.add(pattern, entry);
  return table;
}

/** `1e6=million|mln, …` → key and forms. */
function pairs(patterns: string): [string, string[]][] {
  return patterns
    .split(/[,\n]/)
    .map((pair) => pair.trim().split('='))
    .filter((pair): pair is [string, string] => pair.length === 2)
    .map(([key, forms]) => [key, forms.split('|')]);
}

/** Months and weekdays by `Intl`, in the nominative and in the form that stands with a day. */
function addCalendar(language: Language, add: (pattern: string, clue: Clue) => void): void {
  const month = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  const dayMonth = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  for (let number = 1; number <= 12; number++) {
    const at = Date.UTC(2024, number - 1, 15);
    const clue: Clue = { kind: 'month', month: number };
    // Chinese months are digits and read with the day in dates.ts.
    if (language === 'zh') continue;
    const nominative = month.format(at);
    const inDate = dayMonth.formatToParts(at).find((part) => part.type === 'month')?.value ?? nominative;
    for (const form of new Set([nominative, inDate])) add(language === 'ru' ? russianForms(form) : form, clue);
  }
  for (let number = 1; number <= 7; number++) {
    // 1 January 2024 was a Monday.
    const name = weekday.format(Date.UTC(2024, 0, number));
    const forms =
      language === 'ru'
        ? russianForms(name)
        : language === 'de'
          ? ['', 's', 'morgen', 'vormittag', 'mittag', 'nachmittag', 'abend', 'nacht']
              .map((end) => name + end)
              .join('|')
          : language === 'en'
            ? `${name}|${name}s`
            : name;
    add(forms, { kind: 'weekday', weekday: number });
  }
}
