/** Writes `data/places/cldr-cities.txt` from the CLDR's exemplar cities (Unicode-3.0); run after updating the package. */
import { readFileSync, writeFileSync } from 'node:fs';
import countries from 'i18n-iso-countries';

const LANGUAGES = ['en', 'es', 'fr', 'pt', 'de', 'ru', 'zh', 'ar'] as const;
/** Zones that name no town, stations of Antarctica, and towns too small for the wires or spelt like common words. */
const SKIPPED =
  /^(Antarctica|Etc|Indian|Arctic)\/|^America\/(Indiana|Kentucky|North_Dakota)\/|\/(Unknown|Nome|Center|Troll|Merida|Santarem|Menominee|Boise|Resolute|Dawson|Inuvik|Juneau|Sitka|Yakutat|Metlakatla|Adak|Moncton|Regina|Creston|Noronha|Eirunepe|Virgin|Wake|Midway|Wallis|Easter|Canary|Faeroe|Isle_of_Man|Guernsey|Jersey|Puerto_Rico|Martinique|Guadeloupe|Reunion|Mayotte|Cape_Verde|Comoro|Mauritius|Maldives|Qatar|Bahrain|Kuwait|Muscat|Vatican|San_Marino|Monaco|Luxembourg|Singapore|Jamaica|Barbados|Grenada|Dominica|Curacao|Aruba|Anguilla|Antigua|Cayman|Bermuda|Bahia|Fiji|Tongatapu|Nauru|Palau|Guam|Saipan|Niue|Norfolk|Macau|Hong_Kong|Gibraltar|Andorra|Malta|Panama|Guatemala|El_Salvador|Costa_Rica|Guyana|Cuba|Djibouti|Sao_Tome|Johnston|Saint_.*|St_.*)$/;
/** Capitals among them, by their English name. */
const CAPITALS = new Set(
  'Kabul Tirana Algiers Luanda Andorra Yerevan Vienna Baku Nassau Dhaka Bridgetown Minsk Brussels Thimphu Sarajevo Gaborone Sofia Ouagadougou Bujumbura Phnom_Penh Bangui Ndjamena Santiago Bogota Brazzaville Kinshasa Zagreb Havana Nicosia Prague Copenhagen Santo_Domingo Cairo Malabo Asmara Tallinn Mbabane Helsinki Paris Libreville Banjul Tbilisi Berlin Accra Athens Conakry Bissau Port-au-Prince Tegucigalpa Budapest Reykjavik Jakarta Tehran Baghdad Dublin Rome Tokyo Amman Nairobi Tarawa Pyongyang Seoul Vientiane Riga Beirut Maseru Monrovia Tripoli Vaduz Vilnius Antananarivo Blantyre Kuala_Lumpur Bamako Nouakchott Mexico_City Chisinau Ulaanbaatar Podgorica Maputo Windhoek Kathmandu Managua Niamey Skopje Oslo Port_Moresby Asuncion Lima Manila Warsaw Lisbon Bucharest Moscow Kigali Riyadh Dakar Belgrade Freetown Bratislava Ljubljana Mogadishu Juba Madrid Colombo Khartoum Paramaribo Stockholm Damascus Taipei Dushanbe Bangkok Dili Lome Tunis Ashgabat Kampala Kyiv London Montevideo Tashkent Caracas Lusaka Harare Buenos_Aires Kiev Port_of_Spain Addis_Ababa Amsterdam'.split(
    ' ',
  ),
);

interface Zone {
  readonly exemplarCity?: string;
  readonly [part: string]: Zone | string | undefined;
}

const countryOf = new Map<string, string>();
for (const code of Object.keys(countries.getAlpha2Codes())) {
  const locale = new Intl.Locale(`und-${code}`) as Intl.Locale & { getTimeZones(): string[] | undefined };
  for (const zone of locale.getTimeZones() ?? []) countryOf.set(zone, code);
}
const names = new Map(LANGUAGES.map((language) => [language, exemplarCities(language)]));
const lines = [
  '# Made by scripts/build-places.ts from the exemplar cities of the CLDR (Unicode-3.0 licence); do not edit.',
  '# The form is that of cities.txt.',
];
for (const zone of [...(names.get('ar')?.keys() ?? [])].sort()) {
  const country = countryOf.get(zone);
  if (country === undefined || SKIPPED.test(zone)) continue;
  const last = zone.split('/').at(-1) ?? '';
  const english = names.get('en')?.get(zone) ?? last.replaceAll('_', ' ');
  const row = LANGUAGES.map((language) => (language === 'en' ? english : (names.get(language)?.get(zone) ?? '')));
  lines.push(`${CAPITALS.has(last) || CAPITALS.has(english) ? '*' : ''}${country}|${row.join('|')}`);
}
writeFileSync('data/places/cldr-cities.txt', `${lines.join('\n')}\n`);
console.log(`${lines.length - 2} towns`);

function exemplarCities(language: string): Map<string, string> {
  const path = `node_modules/cldr-dates-full/main/${language}/timeZoneNames.json`;
  const json = JSON.parse(readFileSync(path, 'utf8')) as {
    main: Record<string, { dates: { timeZoneNames: { zone: Zone } } }>;
  };
  const found = new Map<string, string>();
  const root = json.main[language]?.dates.timeZoneNames.zone;
  if (root !== undefined) collect(root, '', found);
  return found;
}

function collect(zone: Zone, path: string, found: Map<string, string>): void {
  for (const [part, value] of Object.entries(zone)) {
    if (typeof value !== 'object') continue;
    if (value.exemplarCity !== undefined) found.set(path + part, value.exemplarCity);
    collect(value, `${path}${part}/`, found);
  }
}
