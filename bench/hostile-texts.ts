/** Texts made to hurt detection, each as long as is asked for. */

type Made = readonly [name: string, make: (chars: number) => string];

function fill(piece: string): (chars: number) => string {
  return (chars) => piece.repeat(Math.ceil(chars / piece.length)).slice(0, chars);
}

/** Pieces one after the other, so that neighbours differ. */
function mix(...pieces: readonly string[]): (chars: number) => string {
  return (chars) => {
    let text = '';
    for (let at = 0; text.length < chars; at++) text += pieces[(at * 7 + (at >> 3)) % pieces.length] ?? '';
    return text.slice(0, chars);
  };
}

/** What a hostile feed may send. */
export const HOSTILE_TEXTS: readonly Made[] = [
  ['one Chinese name', fill('王毅')],
  ['Chinese names', mix('王毅', '习近平', '李强', '普京', '谢钦', '拉夫罗夫')],
  ['Chinese names and triggers', mix('王毅访问', '普京签署', '习近平会见', '协议')],
  ['Chinese without a stop', fill('谢钦访问北京签署协议')],
  ['one surname', fill('Putin ')],
  ['surnames', mix('Putin ', 'Lavrov ', 'Li ', 'Wang ', 'Kim ', 'Xi ', 'Macron ', 'Sechin ')],
  ['full names', mix('Vladimir Putin, ', 'Igor Sechin, ', 'Xi Jinping, ', 'Sergey Lavrov, ')],
  ['names, places and triggers', mix('Putin visited Moscow and ', 'Lavrov met Xi in Caracas and ')],
  ['Arabic names', mix('بوتين ', 'لافروف ', 'ولافروف ', 'وبوتين ')],
  ['triggers', fill('visited ')],
  ['many triggers', mix('visited ', 'signed ', 'deal ', 'talks ', 'will ', 'not ', 'to ', 'in ')],
  ['triggers with a name a sentence', mix('Putin visited. ', 'Sechin signed a deal. ', 'Lavrov met. ')],
  ['place names', mix('Moscow ', 'Caracas ', 'Paris ', 'China ', 'in ', 'to ', 'Berlin, ')],
  ['words that open a gap', fill('called announced to confirms will on ')],
  ['numbers', mix('5 ', '2,000 ', '1.5 ', 'million ', '12 ')],
  ['one number', fill('1,')],
  ['sums', mix('$5 billion ', '7,8 Mrd. Euro ', '300 million dollars ')],
  ['days', mix('Monday ', 'May 9 ', '5月16日', 'next week ', '2024 ')],
  ['quotation marks', mix('«', '»', '“', '”', '"', '„', "'")],
  ['a quoted name', fill('«Putin» ')],
  ['brackets', fill('((')],
  ['full stops', fill('. ')],
  ['initials', fill('A. ')],
  ['lines', fill('a\n')],
  ['letters without a space', fill('a')],
  ['combining marks', fill('e\u0301\u0301\u0301')],
  ['nothing but marks', fill('\u0301')],
  ['apostrophes', fill("l'a'")],
  ['Han without a space', fill('中国人民')],
  ['Arabic particles', fill('ولبكال')],
  ['emoji', fill('😀')],
  ['halves of pairs', fill('\ud800')],
  ['sectors', mix('oil, ', 'gas, ', 'nuclear, ', 'arms and ', 'deal ')],
  ['organisations', mix('Gazprom ', 'Rosneft ', 'OPEC ', 'signed ', 'BASF ')],
];
