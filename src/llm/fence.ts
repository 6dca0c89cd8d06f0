/** Fencing: a stranger's text goes to the model as data between marks that the text can neither hold nor guess. Pure. */
import { withoutUnseen } from '../text/unseen.ts';

/** What stands for the angle brackets of a fence: to a reader the same, to a parser of tags nothing. */
const BRACKETS: Readonly<Record<string, string>> = { '<': '‹', '>': '›' };

/**
 * Fences one text.
 *
 * @param fence a word made anew for each question, so that no text can hold it
 * @param label says which text it is: `source="1"`
 */
export function fenced(text: string, fence: string, label: string): string {
  return `<${fence} ${label}>\n${seen(text).replaceAll(fence, '')}\n</${fence}>`;
}

/** The text as it is put to the model: nothing unseen, and no bracket that could open or close a fence. */
export function seen(text: string): string {
  return withoutUnseen(text).replace(/[<>]/g, (bracket) => BRACKETS[bracket] ?? '');
}
