/** Judging: doubtful reports are put to the model in one question, and what it answers is checked item by item. */
import { randomBytes } from 'node:crypto';
import { statedIn } from '../detect/stated.ts';
import type { ModelClient, NoAnswer } from '../llm/client.ts';
import type { DoubtfulReport } from '../model/doubt.ts';
import type { Mention } from '../model/mention.ts';
import { checkVerdict, type Refusal, type Verdict } from './check.ts';
import { ANSWER, type AskedItem, type ClaimedVerdict, type Finding, INSTRUCTIONS, writeQuestion } from './question.ts';

/** Reasoning models think before they write; a verdict with its quotation takes some 150 tokens. */
const THINKING_TOKENS = 1_500;
const VERDICT_TOKENS = 250;

/** What was said of one doubtful report: a verdict, why it was not taken, or nothing, by the place of the event. */
export type Judgement = ReadonlyMap<number, Verdict | Refusal | 'two verdicts'>;

type JudgedEvent = readonly [place: number, Verdict | Refusal | 'two verdicts'];

/** What judging is built from. */
export interface JudgeParts {
  readonly client: Pick<ModelClient, 'ask'>;
  readonly officialName: (id: string) => string;
}

/** A doubtful report as it is put to the model, with the place of each finding among the report's events. */
interface AskedReport extends AskedItem {
  readonly findings: readonly (Finding & { readonly place: number })[];
  readonly mentions: readonly Mention[];
}

/**
 * Asks the model about some reports.
 *
 * @returns one judgement for each report, in their order, empty where the model said nothing of it; or why there is none
 */
export async function judge(
  doubts: readonly DoubtfulReport[],
  { client, officialName }: JudgeParts,
  signal: AbortSignal,
): Promise<readonly Judgement[] | NoAnswer> {
  const asked = doubts.map(({ item, report, doubtful }): AskedReport => {
    const findings = doubtful.flatMap((place) => {
      const event = report.events[place];
      return event === undefined ? [] : [{ id: newId(), event, place }];
    });
    return { item, language: report.language, findings, mentions: report.mentions };
  });
  const findings = asked.reduce((sum, one) => sum + one.findings.length, 0);
  const question = {
    name: 'verdicts',
    instructions: INSTRUCTIONS,
    prompt: writeQuestion(asked, officialName, `item-${newId()}`),
    answer: ANSWER,
    maxOutputTokens: THINKING_TOKENS + VERDICT_TOKENS * findings,
  };
  const answer = await client.ask(question, signal);
  if (typeof answer === 'string') return answer;
  const claims = Map.groupBy(answer.verdicts, ({ finding }) => finding);
  return asked.map((one) => judgementOf(one, claims));
}

function judgementOf(
  { item, language, findings, mentions }: AskedReport,
  claims: ReadonlyMap<string, readonly ClaimedVerdict[]>,
): Judgement {
  const stated = statedIn(item, language);
  return new Map(
    findings.flatMap(({ id, event, place }): readonly JudgedEvent[] => {
      const [claim, ...more] = claims.get(id) ?? [];
      if (claim === undefined) return [];
      if (more.length > 0) return [[place, 'two verdicts']];
      const named = mentions.filter(({ officialId }) => event.officials.includes(officialId));
      const context = { item, language, stated, surfaces: named.map(({ surface }) => surface) };
      return [[place, checkVerdict(claim, event, context)]];
    }),
  );
}

/** 48 random bits: no text can name a finding or a fence of a question that is made later. */
function newId(): string {
  return randomBytes(6).toString('hex');
}
