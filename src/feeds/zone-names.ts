/** Time zones by the abbreviations that feeds write. */

/** By their hours east of UTC; where two zones share an abbreviation, the one that news feeds use. */
const NAMES_BY_HOURS: readonly (readonly [hoursEast: number, names: string])[] = [
  [-10, 'hst hast'],
  [-9, 'akst hdt hadt'],
  [-8, 'pst akdt pt'],
  [-7, 'mst pdt mt'],
  [-6, 'cst mdt ct'],
  [-5, 'est pet cot ect cdt et'],
  [-4, 'ast at clt vet bot edt'],
  [-3.5, 'nst'],
  [-3, 'brt art clst uyt adt'],
  [-2.5, 'ndt'],
  [-2, 'brst'],
  [-1, 'cvt'],
  [0, 'ut utc gmt z wet zulu'],
  [1, 'west bst cet mez met wat'],
  [2, 'cest mesz mest eet sast cat'],
  [3, 'eest msk мск eat trt'],
  [3.5, 'irst'],
  [4, 'msd gst samt azt amt get'],
  [4.5, 'irdt'],
  [5, 'pkt yekt uzt'],
  [5.5, 'ist'],
  [5.75, 'npt'],
  [6, 'bdt omst almt'],
  [6.5, 'mmt'],
  [7, 'ict wib krat novt'],
  [8, 'hkt sgt myt pht awst wita irkt cst8'],
  [9, 'jst kst wit yakt'],
  [9.5, 'acst'],
  [10, 'aest vlat'],
  [10.5, 'acdt'],
  [11, 'aedt magt'],
  [12, 'nzst pett'],
  [13, 'nzdt'],
];

const HOURS_EAST: ReadonlyMap<string, number> = new Map(
  NAMES_BY_HOURS.flatMap(([hours, names]) => names.split(' ').map((name) => [name, hours] as const)),
);

/** RFC 822's letters, one an hour, J left out; capitals alone, for `10:00 h` is an hour in Spanish. */
const WEST_LETTERS = 'ABCDEFGHIKLM';
const EAST_LETTERS = 'NOPQRSTUVWXY';

const HOUR_MS = 3_600_000;

/** Offset from UTC of a zone's abbreviation, in ms; undefined for a word that is none. */
export function zoneOffsetMs(word: string): number | undefined {
  const hoursEast = word.length === 1 ? hoursOfLetter(word) : undefined;
  const hours = hoursEast ?? HOURS_EAST.get(word.toLowerCase());
  return hours === undefined ? undefined : hours * HOUR_MS;
}

/** As the letters were defined: RFC 2822, 4.3, holds them for errors, yet those who write them mean them. */
function hoursOfLetter(letter: string): number | undefined {
  if (WEST_LETTERS.includes(letter)) return -(WEST_LETTERS.indexOf(letter) + 1);
  return EAST_LETTERS.includes(letter) ? EAST_LETTERS.indexOf(letter) + 1 : undefined;
}
