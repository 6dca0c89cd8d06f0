import { describe, expect, it } from 'vitest';
import { pageModule } from './module.ts';

const composer = await pageModule('composer');
const { emptyNewsroom } = await pageModule('newsroom');

const ALL = 8n;
const NONE = 0n;
const OFFICIAL = { type: 3, name: 'official', description: 'A name', required: true, autocomplete: true };
const CHANNEL = { type: 7, name: 'channel', description: 'Where to', required: true };
const HOUR = { type: 4, name: 'hour', description: 'When', min_value: 0, max_value: 23 };
const KIND = { type: 3, name: 'kind', description: 'What', choices: [{ name: 'Trips', value: 'trip' }] };
const COMMANDS = [
  { type: 1, name: 'whois', description: 'Dossier', options: [OFFICIAL] },
  {
    type: 1,
    name: 'watch',
    description: 'Watchlists',
    default_member_permissions: '32',
    options: [
      { type: 1, name: 'add', description: 'Add one', options: [CHANNEL, HOUR, KIND] },
      { type: 2, name: 'owner', description: 'Owners', options: [{ type: 1, name: 'set', description: 'Set it' }] },
    ],
  },
  { type: 2, name: 'A user command', description: '' },
];

function room() {
  const made = emptyNewsroom();
  made.channels.set('5', { id: '5', name: 'wire-desk', type: 0 });
  return made;
}

describe('the commands that are offered', () => {
  it('are sorted, subcommands one by one, and those for the keyboard alone', () => {
    const paths = composer.flattenCommands(COMMANDS, ALL).map((entry: { path: string }) => entry.path);
    expect(paths).toEqual(['watch add', 'watch owner set', 'whois']);
  });

  it('leave out what the person may not do', () => {
    const paths = composer.flattenCommands(COMMANDS, NONE).map((entry: { path: string }) => entry.path);
    expect(paths).toEqual(['whois']);
  });

  it('come first where they begin with what is typed', () => {
    const flat = composer.flattenCommands(COMMANDS, ALL);
    expect(composer.matchCommands(flat, 'who')[0].path).toBe('whois');
    expect(composer.matchCommands(flat, 'dossier')[0].path).toBe('whois');
    expect(composer.matchCommands(flat, 'nothing')).toEqual([]);
  });
});

describe('a typed command', () => {
  it.each([
    ['/whois sech', 'whois', 'sech'],
    ['/watch owner set ', 'watch owner set', ''],
    ['/watch add #wire desk', 'watch add', '#wire desk'],
  ])('%s', (text, path, rest) => {
    const typed = composer.parseTyped(text, composer.flattenCommands(COMMANDS, ALL));
    expect([typed.entry.path, typed.rest]).toEqual([path, rest]);
  });

  it.each(['/whois', '/unknown x', 'whois x', ' /whois x'])('%s is none yet', (text) => {
    expect(composer.parseTyped(text, composer.flattenCommands(COMMANDS, ALL))).toBeUndefined();
  });
});

describe('options that are typed by name', () => {
  const ENTRY = { path: 'officials list', options: [HOUR, KIND, { type: 3, name: 'country', description: 'Where' }] };
  const fieldsOf = (text: string, entry: object = ENTRY) =>
    composer
      .createDraft(entry, text)
      .fields.map(({ option, text: typed }: { option: { name: string }; text: string }) => `${option.name}=${typed}`);

  it.each<[string, string[]]>([
    ['country:Venezuela', ['country=Venezuela']],
    ['country:United States kind:Trips', ['country=United States', 'kind=Trips']],
    ['kind: Trips hour:7', ['kind=Trips', 'hour=7']],
    ['Venezuela', ['hour=Venezuela']],
    ['8 country:Peru', ['hour=8', 'country=Peru']],
    ['re:country', ['hour=re:country']],
  ])('%s', (text, fields) => expect(fieldsOf(text)).toEqual(fields));

  it('fill what is required as well', () =>
    expect(fieldsOf('official:sech', { path: 'whois', options: [OFFICIAL, HOUR] })).toEqual(['official=sech']));
});

describe('the value of an option', () => {
  const typedValue = (option: object, text: string) =>
    composer.fieldValue({ ...composer.createField(option), text }, room());

  it.each<[string, object, string, object]>([
    ['a text with autocomplete may be typed freely', OFFICIAL, 'Sechin', { value: 'Sechin' }],
    ['a channel can be named in full', CHANNEL, 'wire-desk', { value: '5' }],
    ['an empty option that need not be is left out', HOUR, '', { empty: true }],
    ['a number within its bounds', HOUR, '23', { value: 23 }],
    ['a choice by its name, in any case', KIND, 'trips', { value: 'trip' }],
  ])('%s', (_case, option, text, expected) => {
    expect(typedValue(option, text)).toEqual(expected);
  });

  it.each<[string, object, string, RegExp]>([
    ['a required option is missing', OFFICIAL, ' ', /required/],
    ['there is no such channel', CHANNEL, 'nowhere', /not one of the choices/],
    ['one above the bound', HOUR, '24', /at most 23/],
    ['half an hour is no whole number', HOUR, '7.5', /whole number/],
    ['a word is no number', HOUR, 'noon', /whole number/],
    ['a choice that is none', KIND, 'cruises', /not one of the choices/],
  ])('%s', (_case, option, text, expected) => {
    expect(typedValue(option, text).error).toMatch(expected);
  });

  it('asks the bot with what is filled in, and the text being typed as it stands', () => {
    const draft = composer.createDraft({ path: 'whois', options: [OFFICIAL, HOUR] }, 'sech');
    draft.fields.push({ ...composer.createField(HOUR), text: 'noon' });
    expect(composer.partialOptions(draft, draft.fields[0], room())).toEqual([{ name: 'official', value: 'sech' }]);
  });
});
