/**
 * Orders: whether a text speaks to a machine. News does not, so such a text is put to the model by itself, where it can
 * touch no other item, and from its first order on it proves nothing. A list of words is no wall: what holds is that every answer is
 * checked against the item (`check.ts`). Pure.
 */
import type { ItemText } from '../model/item.ts';
import { comparable } from '../text/quote.ts';
import { splitSentences } from '../text/sentences.ts';

/** Signs of a message's machinery; in a news item they are there for a machine. */
const MACHINERY = [
  'system:',
  'assistant:',
  'user:',
  'system prompt',
  '<|',
  '[inst',
  '[/inst',
  '</',
  '<system',
  '<item',
  '"verdict',
  'verdict:',
  '```',
  'as an ai',
  'you are now',
];

/** A verb of the left beside a noun of the right, in one sentence: an order to a machine. One pair of lists a language. */
const ORDERS: readonly (readonly [verbs: readonly string[], nouns: readonly string[]])[] = [
  [
    ['ignore', 'disregard', 'forget', 'override', 'bypass'],
    ['instruction', 'prompt', 'rules above', 'guideline'],
  ],
  [
    ['ignora', 'olvida', 'omite'],
    ['instruccion', 'indicacion'],
  ],
  [
    ['ignore', 'oublie', 'néglige'],
    ['instruction', 'consigne'],
  ],
  [
    ['ignore', 'esqueça', 'desconsidere'],
    ['instruç', 'orientaç'],
  ],
  [
    ['ignorier', 'vergiss', 'vergessen sie', 'missachte'],
    ['anweisung', 'instruktion', 'vorgabe'],
  ],
  [
    ['игнорируй', 'забудь', 'проигнорируй'],
    ['инструкц', 'указани', 'правил'],
  ],
  [
    ['忽略', '无视', '無視', '忘记', '忘記'],
    ['指令', '指示', '说明', '說明', '提示'],
  ],
  [
    ['تجاهل', 'انسَ', 'انس '],
    ['تعليمات', 'أوامر'],
  ],
];

/** Whether the text gives orders to a machine. */
export function givesOrders(text: string): boolean {
  const read = comparable(text);
  return (
    MACHINERY.some((sign) => read.includes(sign)) ||
    ORDERS.some(
      ([verbs, nouns]) => verbs.some((verb) => read.includes(verb)) && nouns.some((noun) => read.includes(noun)),
    )
  );
}

/** The item as far as it speaks to readers: each field up to its first sentence that gives orders to a machine. */
export function beforeOrders(item: ItemText): ItemText {
  const cut = (text: string): string => {
    const order = splitSentences(text).find((sentence) => givesOrders(sentence.text));
    return order === undefined ? text : text.slice(0, order.start);
  };
  return { ...item, title: cut(item.title), summary: cut(item.summary), body: item.body && cut(item.body) };
}
