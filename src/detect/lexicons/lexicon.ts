/** The form of a lexicon: what detection must know of a language, as lists that a native speaker can read and extend. */
import type { Sector } from '../../model/event.ts';
import type { Language } from '../../model/language.ts';

/**
 * A list of patterns, parted by commas or line ends, in the notation of `patterns.ts`:
 *
 * - `met` is that word, in whatever case and accent; `visit*` is every word that begins so: inflection is `*`'s work;
 * - `in|at` are alternatives; `called … off` leaves room for up to six words (ten characters of Chinese);
 * - a capital letter asks for one in the text ("May" the month, not "may");
 * - Chinese needs no spaces; Arabic words are written without the article and the prefixes و ف ب ل ك, which are
 *   taken off the text as well.
 */
export type Patterns = string;

/** Everything by which detection knows a language. Each list has its meaning here, once for all languages. */
export interface Lexicon {
  readonly language: Language;

  /** Verbs whose subject travels: arrives, lands, flies to, visits. */
  readonly go: Patterns;
  /** Of `go` and `meets` the forms in the present: with a day to come beside them they are plans ("visits on Friday"). */
  readonly goes: Patterns;
  /** Words that say that someone is abroad at this moment: "is on a visit", "находится с визитом". */
  readonly stay: Patterns;
  /** Of `go` the setting off, which leaves the arrival open: "left for", "вылетел в": the trip is under way. */
  readonly setsOff: Patterns;
  /** Verbs whose subject leaves the place named: departs from, wraps up in. */
  readonly leave: Patterns;
  /** Nouns of travel: visit, trip, tour. The traveller stands beside them. */
  readonly tripNoun: Patterns;
  /** Passives whose subject is the guest: "was received", "fue recibido", "был принят". */
  readonly receivedBy: Patterns;
  /** Actives whose subject is the host and whose object is the guest: received, welcomed, hosted. */
  readonly receives: Patterns;
  /** Right before a guest's office or name: "his visiting counterpart", "прибывший с визитом премьер". */
  readonly guest: Patterns;
  /** Meeting in person: met, held talks. */
  readonly meets: Patterns;
  /** Being present at something: attended, watched, "in the presence of". */
  readonly attends: Patterns;
  /** Travelling along: "accompanied by", "in the delegation". */
  readonly along: Patterns;
  /** Not in person: by video, by telephone. */
  readonly remote: Patterns;
  /** Travel that is forbidden, feared or figurative: "barred from travelling", "arrives at a conclusion". */
  readonly noTravel: Patterns;

  /** Nouns of accords: agreement, contract, memorandum, joint venture. */
  readonly dealNoun: Patterns;
  /** Verbs that make an accord of a noun: signed, concluded, sealed. Alone they make none. */
  readonly sign: Patterns;
  /** Verbs that are a deal by themselves: buys, acquires, lends, agrees to supply. */
  readonly dealVerb: Patterns;
  /** Accords that are none of ours: laws, orders, cease-fires of talk, "reconciliation". */
  readonly noDeal: Patterns;
  /** Failing: "failed to agree", "fell through", "сорвалась"; makes the deal beside it cancelled. */
  readonly fails: Patterns;
  /** A deal that isn't there: "without agreement", "no contract". */
  readonly without: Patterns;

  /** Still to come: will, is to, plans to, announced for. */
  readonly planned: Patterns;
  /** Future tense of verbs of going, where one word says both: "viajará", "посетит", "se rendra". */
  readonly willGo: Patterns;
  /** Agreed for later, offered, negotiated: "in principle", "could lend", "up to". */
  readonly tentative: Patterns;
  /** Wishes that bind nobody: "wants to", "hopes to", "хочет": what they are about is at most planned. */
  readonly wants: Patterns;
  /** Telling without vouching for it: "reportedly", "al parecer", "по слухам": makes detection less sure. */
  readonly hedges: Patterns;
  /** Called off or put off. */
  readonly cancels: Patterns;
  /** Before the day on which what was put off is to be instead: "postponed to", "verschoben auf", "перенесён на". */
  readonly newDate: Patterns;
  /** Going that is negated: "will not attend", "не поедет". */
  readonly notGo: Patterns;
  /** Negation right before a verb: not. */
  readonly not: Patterns;
  /** Denied or dismissed. */
  readonly denies: Patterns;

  /** Verbs of saying; their subject only speaks. */
  readonly says: Patterns;
  /** "according to", "по словам": the name that follows only speaks. */
  readonly accordingTo: Patterns;
  /** Words that make of the name that follows a bystander: "speech by", "message from", "talks about". */
  readonly aside: Patterns;
  /** After the name that opens a headline, what makes of its bearer one who comments: "Сикорский о переговорах". */
  readonly about: Patterns;

  /** Looking back: "ten years ago", anniversaries, reviews. */
  readonly retrospect: Patterns;
  /** Courts, crime and sanctions. */
  readonly court: Patterns;
  /** Sport and film. */
  readonly sport: Patterns;
  /** Elections, appointments, resignations, deaths and illness. */
  readonly person: Patterns;
  /** Profits, losses and other results of a company. */
  readonly results: Patterns;

  /** Offices as nouns, by which a person is named again, by what kind of office they are. */
  readonly role: Readonly<Record<RoleKind, Patterns>>;
  /** The heads of companies and agencies, named again: chief executive, boss. */
  readonly chief: Patterns;
  /** He, she. */
  readonly pronoun: Patterns;
  /** Two people named before: "both", "the two leaders". */
  readonly both: Patterns;
  /** "capital": with a country beside it, a town. */
  readonly capital: Patterns;
  /** Prepositions of being at a place. */
  readonly at: Patterns;
  /** Prepositions of going to a place. */
  readonly to: Patterns;
  /** Prepositions of coming from a place. */
  readonly from: Patterns;
  /** "and" between people or places that go together. */
  readonly and: Patterns;
  /** "with" between people who do something together. */
  readonly with: Patterns;
  /** "by" of the passive. */
  readonly by: Patterns;
  /** Words after which another's words or another clause begins: that, who, where. */
  readonly clause: Patterns;

  /** Words of time, each list resolved against the day of publication. */
  readonly time: TimeWords;
  readonly money: MoneyWords;
  readonly sectors: Readonly<Partial<Record<Sector, Patterns>>>;
}

/** Kinds of office that texts tell apart; `any` stands for words that fit all of them: leader, guest, counterpart. */
export type RoleKind = 'president' | 'premier' | 'minister' | 'royal' | 'any';

/** Words of time. Month and weekday names come from `Intl` and need no list. */
export interface TimeWords {
  readonly today: Patterns;
  readonly yesterday: Patterns;
  readonly dayBefore: Patterns;
  readonly tomorrow: Patterns;
  readonly dayAfter: Patterns;
  readonly thisWeek: Patterns;
  readonly nextWeek: Patterns;
  readonly lastWeek: Patterns;
  readonly thisWeekend: Patterns;
  readonly nextMonth: Patterns;
  readonly thisMonth: Patterns;
  readonly lastMonth: Patterns;
  /** Before a weekday or month: next, last. */
  readonly next: Patterns;
  readonly last: Patterns;
  /** "until", before the last day of a stay. */
  readonly until: Patterns;
  /** "since", before the first day of a stay. */
  readonly since: Patterns;
  /** "three-day", "dos días": number words with days; the number is written in front. */
  readonly days: Patterns;
  /**
   * Further forms of month and weekday names that `Intl` doesn't give, and words that are a length of days by
   * themselves: `3=mars|mar`, months 1–12, abbreviated ones that count only beside a day a1–a12, weekdays d1–d7 from
   * Monday, lengths l2=zweitägig*.
   */
  readonly extra: Patterns;
}

/** Words of money. */
export interface MoneyWords {
  /** `1e9=billion|bln`: magnitudes with their power. */
  readonly magnitudes: Patterns;
  /** `USD=dollar*|US$`: currencies with their words and signs. */
  readonly currencies: Patterns;
  /** `8=eight`: numbers in words. */
  readonly numbers: Patterns;
  /** The sign of fractions; thousands take the other one. */
  readonly decimal: '.' | ',';
  /** Words that make of a sum something else than a deal's value: "a barrel", "per year", "profit of". */
  readonly notValue: Patterns;
}
