/** Months by the names that feeds write. */
import { fold } from '../text/plain-name.ts';

/**
 * Beginnings of names, January first, as they are without accents; a name counts if it begins with one, and by the
 * longest. `-` is Croatian October, which Poles and Czechs take for November.
 */
const BEGINNINGS: Readonly<Record<string, string>> = {
  english: 'jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, dec',
  german: 'jan|jaen, feb, mar|maer|mrz, apr, mai, jun, jul, aug, sep, okt, nov, dez',
  dutch: 'jan, feb, mrt|maa, apr, mei, jun, jul, aug, sep, okt, nov, dec',
  nordic: 'jan, feb, mar, apr, maj|mai, jun, jul, aug, sep, okt, nov, dec|des',
  french: 'jan, fev, mar, avr, mai, juin, juil, aou, sep, oct, nov, dec',
  spanish: 'ene, feb, mar, abr, may, jun, jul, ago, sep|set, oct, nov, dic',
  catalan: 'gen, feb, mar, abr, mai, jun, jul, ago, set, oct, nov, des',
  portuguese: 'jan, fev, mar, abr, mai, jun, jul, ago, set, out, nov, dez',
  italian: 'gen, feb, mar, apr, mag, giu, lug, ago, set, ott, nov, dic',
  romanian: 'ian, feb, mar|martie, apr, mai, iun, iul, aug, sep, oct, noi, dec',
  polish: 'sty, lut, mar, kwi, maj, cze, lip, sie, wrz, paz, lis, gru',
  czech: 'led, uno, bre, dub, kve, cer|cvn, cervenc|cervenec|cvc, srp, zar, rij, lis, pro',
  croatian: 'sij, velj, ozu, tra, svi, lipanj|lipnj, srpanj|srpnj, kol, ruj, -, stu, pro',
  slovene: 'jan, feb, mar, apr, maj, jun, jul, avg, sep, okt, nov, dec',
  hungarian: 'jan, feb, mar, apr, maj|mau, jun, jul, aug, szept, okt, nov, dec',
  finnish: 'tammi, helmi, maalis, huhti, touko, kesa, heina, elo, syys, loka, marras, joulu',
  estonian: 'jaan, veebr, mar, apr, mai, juuni, juuli, aug, sep, okt, nov, dets',
  latvian: 'jan, feb, mar, apr, mai, jun, jul, aug, sep, okt, nov, dec',
  lithuanian: 'saus, vas, kov, bal, geg, birz, liep, rugpj, rugs, spal, lap, gruod',
  turkish: 'oca, sub, mar, nis, may, haz, tem, agu, eyl, eki, kas, ara',
  azerbaijani: 'yan, fev, mar, apr, may, iyn|iyun, iyl|iyul, avq, sen, okt, noy, dek',
  indonesian: 'jan, feb, mar, apr, mei, jun, jul, agu, sep, okt, nov, des',
  malay: 'jan, feb, mac, apr, mei, jun, jul, ogo, sep, okt, nov, dis',
  russian: 'янв, фев, мар, апр, май|мая, июн, июл, авг, сен, окт, ноя, дек',
  ukrainian: 'січ, лют, бер, кві, тра, чер, лип, сер, вер, жов, лис, гру',
  belarusian: 'сту, лют, сак, кра, май|мая, чэр, ліп, жні, вер, кас, ліс, сне',
  bulgarian: 'яну, фев, мар, апр, май, юни, юли, авг, сеп, окт, ное, дек',
  serbian: 'јан, феб, мар, апр, мај, јун, јул, авг, сеп, окт, нов, дец',
  greek: 'ιαν, φεβ|φευ, μαρ, απρ, μαι, ιουν, ιουλ, αυγ, σεπ, οκτ, νοε, δεκ',
  arabic: 'يناير, فبراير, مارس, أبريل, مايو, يونيو, يوليو, أغسطس, سبتمبر, أكتوبر, نوفمبر, ديسمبر',
  levantine: 'كانون الثاني, شباط, آذار, نيسان, أيار, حزيران, تموز, آب, أيلول, تشرين الأول, تشرين الثاني, كانون الأول',
  // With and without their preposition.
  hebrew:
    'ינו|בינו, פבר|בפבר, מרץ|במרץ, אפר|באפר, מאי|במאי, יונ|ביונ, יול|ביול, אוג|באוג, ספט|בספט, אוק|באוק, נוב|בנוב, דצמ|בדצמ',
};

/** Days whose names begin like a month in their own language or another. */
const DAYS =
  'mardi martes martedi marti dissabte maandag maanantai kolmapaev szerda vasarnap subota pazar senin середа серада';

/** Every beginning with its month, the longest first: Finnish `marras`, November, begins like March. */
const MONTHS: readonly (readonly [beginning: string, month: number | undefined])[] = [
  ...DAYS.split(' ').map((day) => [day, undefined] as const),
  ...new Map(Object.values(BEGINNINGS).flatMap(beginningsOf)),
].toSorted(([a], [b]) => b.length - a.length);

function beginningsOf(year: string): [beginning: string, month: number][] {
  return year
    .split(', ')
    .flatMap((names, at) => names.split('|').map((name): [string, number] => [fold(name), at + 1]));
}

/** Month 1 to 12 of a name in one of the languages; undefined for a word that is none. */
export function monthOfName(words: string): number | undefined {
  const name = fold(words);
  return MONTHS.find(([beginning]) => name.startsWith(beginning))?.[1];
}
