/** What runs in the article thread: one page, then the thread ends. A hostile page holds up nobody but itself. */
import { parentPort, workerData } from 'node:worker_threads';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { paragraphs } from './text.ts';

/** Pages of more elements are front pages, archives or attacks; an article has some thousand. */
const MAX_ELEMENTS = 20_000;
/** The longest reports have some fifty thousand. */
const MAX_TEXT_CHARS = 100_000;

/** What the thread answers; undefined where the page holds no article. */
export interface ArticleText {
  readonly title: string | undefined;
  /** Clean text, a line for each paragraph. */
  readonly text: string;
  /** As the page declares it, `en`, `pt-BR`. */
  readonly language: string | undefined;
}

function read(html: string): ArticleText | undefined {
  const { document } = parseHTML(html);
  const article = new Readability(document, { maxElemsToParse: MAX_ELEMENTS, disableJSONLD: true }).parse();
  const text = paragraphs(article?.textContent ?? '').slice(0, MAX_TEXT_CHARS);
  if (text === '') return undefined;
  const title = article?.title ?? undefined;
  const language = article?.lang ?? undefined;
  return { title: title === '' ? undefined : title, text, language: language === '' ? undefined : language };
}

parentPort?.postMessage(read(String(workerData)));
