import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/commands.ts';

interface Option {
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly choices?: readonly { readonly name: string }[];
  readonly options?: readonly Option[];
}

/** A command or option with all below it, each with the path that a person types. */
function walk(option: Option, path: string): readonly (readonly [string, Option])[] {
  return [[path, option], ...(option.options ?? []).flatMap((one) => walk(one, `${path} ${one.name}`))];
}

const everything = COMMANDS.flatMap(({ data }) => walk(data as Option, `/${data.name}`));

describe('the definitions of the commands', () => {
  it.each(everything)('%s is within Discord’s limits', (_path, option) => {
    expect(option.name).toMatch(/^[-_a-z0-9]{1,32}$/);
    expect(option.description.length).toBeGreaterThan(0);
    expect(option.description.length).toBeLessThanOrEqual(100);
    expect(option.options?.length ?? 0).toBeLessThanOrEqual(25);
    expect(option.choices?.length ?? 0).toBeLessThanOrEqual(25);
    const required = (option.options ?? []).map((one) => one.required === true);
    expect(required.lastIndexOf(true), 'required options come first').toBeLessThanOrEqual(
      required.filter(Boolean).length - 1,
    );
  });

  it('name only subcommands that exist as those of editors', () => {
    for (const { data, editorsOnly } of COMMANDS) {
      const names = (data.options ?? []).map(({ name }) => name);
      expect([...names, '*']).toEqual(expect.arrayContaining([...editorsOnly]));
    }
  });

  it('come each with an example that begins with the command', () => {
    for (const { data, examples } of COMMANDS) {
      expect(examples.length).toBeGreaterThan(0);
      for (const { write } of examples) expect(write.startsWith(`/${data.name}`)).toBe(true);
    }
  });

  it('handle each kind of button in one place', () => {
    const kinds = COMMANDS.flatMap(({ components = [] }) => components.map(({ kind }) => kind));
    expect(new Set(kinds).size).toBe(kinds.length);
  });
});
