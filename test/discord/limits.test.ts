import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embedChars, fitChoices, fitMessage, LIMITS } from '../../src/discord/limits.ts';
import { toMessageBody } from '../../src/discord/message.ts';
import type { MessageParts } from '../../src/model/message.ts';

const text = (max: number) => fc.string({ maxLength: max, unit: 'grapheme' });

const messages: fc.Arbitrary<MessageParts> = fc.record({
  content: text(4_000),
  embeds: fc.array(
    fc.record(
      {
        title: text(600),
        description: text(6_000),
        footer: text(3_000),
        author: text(400),
        url: fc.constant('https://wire.example/1'),
        fields: fc.array(fc.record({ name: text(400), value: text(1_500), inline: fc.boolean() }), { maxLength: 30 }),
      },
      { requiredKeys: [] },
    ),
    { maxLength: 12 },
  ),
  buttons: fc.array(
    fc.array(fc.record({ label: text(120), customId: fc.constant('mute:1'), style: fc.constant('primary' as const) }), {
      maxLength: 7,
    }),
    { maxLength: 7 },
  ),
  pingRoleIds: fc.constant([]),
});

describe('a message cut to Discord’s limits', () => {
  it('fits, whatever it was', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const fitted = fitMessage(message);
        expect(fitted.content.length).toBeLessThanOrEqual(2_000);
        expect(fitted.embeds.length).toBeLessThanOrEqual(10);
        expect(fitted.embeds.reduce((sum, embed) => sum + embedChars(embed), 0)).toBeLessThanOrEqual(6_000);
        for (const embed of fitted.embeds) {
          expect(embed.title?.length ?? 0).toBeLessThanOrEqual(256);
          expect(embed.description?.length ?? 0).toBeLessThanOrEqual(4_096);
          expect(embed.fields?.length ?? 0).toBeLessThanOrEqual(25);
          for (const { name, value } of embed.fields ?? []) {
            expect(name.length).toBeGreaterThan(0);
            expect(name.length).toBeLessThanOrEqual(256);
            expect(value.length).toBeGreaterThan(0);
            expect(value.length).toBeLessThanOrEqual(1_024);
          }
        }
        expect(fitted.buttons.length).toBeLessThanOrEqual(5);
        for (const row of fitted.buttons) {
          expect(row.length).toBeGreaterThan(0);
          expect(row.length).toBeLessThanOrEqual(5);
          for (const { label } of row) expect(label.length).toBeLessThanOrEqual(80);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('that already fits comes back equal', () => {
    const message: MessageParts = {
      content: 'Sechin lands in Caracas',
      embeds: [
        { title: 'T', description: 'D', fields: [{ name: 'When', value: '27 July 2009', inline: true }], footer: 'F' },
      ],
      buttons: [[{ label: 'Sources', customId: 'sources:1', style: 'secondary' }]],
      pingRoleIds: ['1'],
    };
    expect(fitMessage(message)).toEqual(message);
  });

  it('pings the roles it names and nobody else', () => {
    const body = toMessageBody({ content: '@everyone <@&5> <@7>', embeds: [], buttons: [], pingRoleIds: ['5'] });
    expect(body.allowed_mentions).toEqual({ parse: [], roles: ['5'], users: [], replied_user: false });
  });
});

describe('suggestions', () => {
  it('are at most 25, short, none empty, none twice', () => {
    const choices = Array.from({ length: 60 }, (_, index) => ({
      name: `${index % 40} ${'n'.repeat(120)}`,
      value: `v${index % 40}`,
    }));
    const fitted = fitChoices([{ name: ' ', value: 'x' }, { name: 'too long', value: 'y'.repeat(101) }, ...choices]);
    expect(fitted).toHaveLength(LIMITS.choices);
    expect(new Set(fitted.map(({ value }) => value)).size).toBe(25);
    for (const { name } of fitted) expect(name.length).toBeLessThanOrEqual(100);
  });
});
