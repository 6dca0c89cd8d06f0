import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = new URL('../src/', import.meta.url).pathname;

/** Who may import whom: the first rule that fits a file holds. Paths are relative to src, without `.ts`. */
const RULES: readonly (readonly [file: string, mayImport: readonly string[]])[] = [
  ['model/', ['model/']],
  ['text/', ['text/']],
  ['secret', []],
  ['log', []],
  ['config', ['secret']],
  ['officials/wikidata', ['model/', 'text/', 'secret', 'log', 'officials/']],
  ['officials/', ['model/', 'text/', 'officials/']],
  ['detect/', ['model/', 'text/', 'officials/', 'detect/']],
  ['stories/', ['model/', 'text/', 'stories/']],
  ['llm/', ['text/', 'secret', 'log', 'llm/']],
  ['judge/', ['model/', 'text/', 'detect/stated', 'llm/', 'judge/']],
  ['summarize/', ['model/', 'text/', 'llm/', 'summarize/']],
  ['alerts/deliver', ['model/', 'alerts/', 'log']],
  ['alerts/', ['model/', 'text/', 'alerts/']],
  ['feeds/', ['model/', 'text/', 'secret', 'log', 'feeds/']],
  ['store/', ['model/', 'text/slices', 'log', 'store/']],
  ['discord/', ['model/', 'alerts/', 'log', 'secret', 'discord/', 'commands/', 'text/']],
  [
    'commands/',
    ['model/', 'text/', 'alerts/', 'officials/dossier', 'officials/plain-form', 'commands/', 'discord/', 'log'],
  ],
  ['pipeline', ['model/', 'text/', 'stories/', 'summarize/extractive', 'alerts/', 'keep-story']],
  ['keep-story', ['model/', 'stories/']],
  ['preview/', ['preview/', 'log', 'model/']],
  ['score/told', ['model/', 'detect/', 'stories/', 'alerts/route', 'score/']],
  ['score/', ['model/', 'detect/', 'stories/', 'score/']],
  ['', ['']],
];

interface Source {
  readonly path: string;
  readonly imports: readonly string[];
}

const sources: readonly Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('preview/page/'))
  .map((name) => {
    const text = readFileSync(join(SRC, name), 'utf8');
    const imports = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map((match) =>
      relative(SRC, join(SRC, dirname(name), match[1] ?? '')).replace(/\.ts$/, ''),
    );
    return { path: name.replace(/\.ts$/, ''), imports };
  });

describe('the rooms of the house', () => {
  it('import only whom they may', () => {
    const offences = sources.flatMap(({ path, imports }) => {
      const allowed = RULES.find(([prefix]) => path.startsWith(prefix))?.[1] ?? [];
      return imports
        .filter((target) => !target.startsWith('..') && !allowed.some((prefix) => target.startsWith(prefix)))
        .map((target) => `${path} imports ${target}`);
    });
    expect(offences).toEqual([]);
  });

  it('hold no circle, types included', () => {
    const importsOf = new Map(sources.map(({ path, imports }) => [path, imports]));
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      if (trail.includes(path) || done.has(path)) return;
      for (const next of importsOf.get(path) ?? []) walk(next, [...trail, path]);
      done.add(path);
    };
    for (const { path } of sources) walk(path, []);
    expect(circles).toEqual([]);
  });

  it('take npm packages only where they are at home', () => {
    const home: Readonly<Record<string, readonly string[]>> = {
      'discord.js': ['discord/', 'commands/'],
      'rss-parser': ['feeds/'],
      'node-cron': ['schedules'],
      keyv: ['store/'],
      openai: ['llm/'],
      'node:sqlite': ['store/'],
      undici: ['feeds/'],
    };
    const offences = sources.flatMap(({ path }) => {
      const text = readFileSync(join(SRC, `${path}.ts`), 'utf8');
      return Object.entries(home)
        .filter(
          ([name, rooms]) => new RegExp(`from '${name}['/]`).test(text) && !rooms.some((room) => path.startsWith(room)),
        )
        .map(([name]) => `${path} imports ${name}`);
    });
    expect(offences).toEqual([]);
  });
});

describe('the house rules', () => {
  const findings = (pattern: RegExp, except: readonly string[] = []): readonly string[] =>
    sources
      .filter(({ path }) => !except.some((prefix) => path.startsWith(prefix)))
      .flatMap(({ path }) =>
        readFileSync(join(SRC, `${path}.ts`), 'utf8')
          .split('\n')
          .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
      );

  it('one reader of the environment', () => expect(findings(/process\.env/, ['config'])).toEqual([]));

  it('one clock', () => expect(findings(/Date\.now\(\)|new Date\(\)/, ['main', 'cli'])).toEqual([]));
});
