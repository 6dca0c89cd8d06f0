/** `/status`: how the wires, the record and the deliveries fare. */
import { InteractionContextType } from 'discord.js';
import { harmless } from '../alerts/markup.ts';
import { answer } from '../discord/answer.ts';
import type { VerdictCounts } from '../model/doubt.ts';
import { FEED_HEALTHS } from '../model/feed.ts';
import type { EmbedField, MessageParts } from '../model/message.ts';
import { truncate } from '../text/truncate.ts';
import type { Command, DeskStatus } from './command.ts';
import { ago } from './times.ts';

const FAILURES_SHOWN = 5;

export const status = {
  data: {
    name: 'status',
    description: 'How the wires, the record and the deliveries fare',
    contexts: [InteractionContextType.Guild],
  },
  examples: [{ write: '/status', does: 'shows whether everything runs, and what to mend' }],
  editorsOnly: [],
  answersTo: 'asker',

  async execute(interaction, desk, asker) {
    const setUp = desk.settings.get(asker.guildId).setupChannelId !== undefined;
    await answer(interaction, 'asker', statusCard(desk.status(asker.guildId), setUp));
  },
} satisfies Command;

function statusCard(now: DeskStatus, setUp: boolean): MessageParts {
  const troubles = troublesOf(now, setUp);
  return {
    content: '',
    embeds: [
      {
        title: troubles.length === 0 ? '🟢 All is well' : '🟠 Something needs a look',
        ...(troubles.length > 0 && { description: truncate(troubles.map((line) => `- ${line}`).join('\n'), 3_000) }),
        colour: troubles.length === 0 ? 0x10b981 : 0xd97706,
        fields: fieldsOf(now),
      },
    ],
    buttons: [],
    pingRoleIds: [],
  };
}

/** What to mend, in plain words with what to do. */
function troublesOf(now: DeskStatus, setUp: boolean): readonly string[] {
  const feeds = Object.values(now.feeds).reduce((sum, count) => sum + count, 0);
  const bad = now.feeds.failing + now.feeds.blocked + now.feeds.gone;
  const troubles = [
    feeds === 0 ? 'No feed is read: `/feeds import pack:…` adds many at once.' : undefined,
    bad > 0 ? `${bad} of ${feeds} feeds are in trouble: \`/feeds list health:failing\` says why.` : undefined,
    now.watchlists === 0 ? 'The desk follows nobody: `/watch add` starts it.' : undefined,
    setUp ? undefined : 'No set-up channel is chosen, so warnings have nowhere to go: `/setup channel:#…`.',
    ...now.failedDeliveries
      .slice(0, FAILURES_SHOWN)
      .map(
        ({ channelId, error, at }) => `Not delivered to <#${channelId}> ${ago(at)}: ${harmless(truncate(error, 200))}`,
      ),
  ];
  return troubles.filter((line) => line !== undefined);
}

function verdictWords({ asked, confirmed, corrected, rejected, failed }: VerdictCounts): string {
  if (asked + failed === 0) return 'none';
  return `${asked} asked: ${confirmed} confirmed, ${corrected} corrected, ${rejected} rejected, ${failed} left to the rules`;
}

function fieldsOf(now: DeskStatus): readonly EmbedField[] {
  const feeds = FEED_HEALTHS.filter((health) => now.feeds[health] > 0).map(
    (health) => `${now.feeds[health]} ${health}`,
  );
  return [
    ['Feeds', feeds.length === 0 ? 'none' : feeds.join(', ')],
    ['Last read', now.lastPollAt === undefined ? 'not yet' : ago(now.lastPollAt)],
    ['Last news', now.lastItemAt === undefined ? 'not yet' : ago(now.lastItemAt)],
    ['Watchlists', String(now.watchlists)],
    ['Alerts in 24 hours', String(now.alertsToday)],
    ['Stories on record', now.stories.toLocaleString('en-GB')],
    ['Officials known', now.officials.toLocaleString('en-GB')],
    ['Waiting for Discord', String(now.pendingDeliveries)],
    ['Summaries', now.summaries],
    ['Doubtful reports today', now.verdicts === undefined ? 'told by rule alone' : verdictWords(now.verdicts)],
    ['Running since', ago(now.startedAt)],
  ].map(([name = '', value = '']) => ({ name, value: truncate(value, 1_024), inline: true }));
}
