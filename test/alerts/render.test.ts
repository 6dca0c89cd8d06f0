import { describe, expect, it } from 'vitest';
import { renderAlert } from '../../src/alerts/render.ts';
import { detected, event, source, story, watchlist } from '../support/desk.ts';

describe('why an alert was told', () => {
  const why = (sentence: string) => {
    const reported = source({ events: [detected({ sentence })] });
    const told = story({ sources: [reported], events: [event({ sentence })] });
    const message = renderAlert(told, {
      alertId: 'alert-1',
      watchlists: [watchlist()],
      events: told.events,
      officialName: () => 'Igor Sechin',
      notes: [],
      summary: undefined,
    });
    return message.embeds[0]?.fields?.find(({ name }) => name === 'Why this alert')?.value ?? '';
  };

  it('quotes the name in the sentence that has it', () => {
    expect(why('Igor Sechin landed in Caracas.')).toMatch(
      /^“Igor Sechin” in “Igor Sechin landed in Caracas\.” · found/,
    );
  });

  it('never says that a name stands in a headline that leaves it out', () => {
    expect(why('Russian deputy lands in Caracas')).toMatch(
      /^“Russian deputy lands in Caracas” · “Igor Sechin” elsewhere in the item · found/,
    );
  });
});
