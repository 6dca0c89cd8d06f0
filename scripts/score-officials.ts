/** Scores the matcher on a labelled corpus: `node scripts/score-officials.ts FOLDER [--misses] [--names=en,ru]`. */
import { readFileSync } from 'node:fs';
import { parseOfficials } from '../src/officials/catalogue.ts';
import { buildMatcher } from '../src/officials/match.ts';
import { formatScores, readCorpus, scoreMentions } from '../test/officials/scoring.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: node scripts/score-officials.ts FOLDER [--misses] [--names=en,ru]');
const only = process.argv
  .find((argument) => argument.startsWith('--names='))
  ?.slice('--names='.length)
  .split(',');
const officials = parseOfficials(JSON.parse(readFileSync(`${folder}/officials.json`, 'utf8'))).map((official) => ({
  ...official,
  names:
    only === undefined
      ? official.names
      : Object.fromEntries(
          Object.entries(official.names)
            .filter(([language]) => only.includes(language))
            .map(([language, names]) => [language, names.slice(0, 1)]),
        ),
}));
const items = readCorpus(readFileSync(`${folder}/dev.jsonl`, 'utf8'));
const scores = scoreMentions(buildMatcher(officials), items);
console.log(formatScores(scores));
if (process.argv.includes('--misses')) for (const miss of scores.misses) console.log(miss);
