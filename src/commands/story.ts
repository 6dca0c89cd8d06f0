/** `/story`: editors merge, split and link stories by hand; the messages follow, and each step can be undone. */
import {
  type ChatInputCommandInteraction,
  InteractionContextType,
  ApplicationCommandOptionType as Type,
} from 'discord.js';
import { answer } from '../discord/answer.ts';
import { plainMessage } from '../discord/message.ts';
import type { Asker, Choice } from '../discord/slash-command.ts';
import { truncate } from '../text/truncate.ts';
import type { Command, Desk, StoryEdit, StorySearch } from './command.ts';
import { linkButtons } from './link-buttons.ts';
import { storyHeadline } from './story-words.ts';
import { undoButton } from './undo.ts';

const SUGGESTED = 25;

const STORY_OPTION = {
  type: Type.String,
  required: true,
  autocomplete: true,
  max_length: 100,
} as const;

export const story = {
  data: {
    name: 'story',
    description: 'Merge, split or link stories by hand; the alerts follow',
    contexts: [InteractionContextType.Guild],
    options: [
      {
        type: Type.Subcommand,
        name: 'merge',
        description: 'Two stories tell the same happening: make them one',
        options: [
          { ...STORY_OPTION, name: 'into', description: 'The story that stays: type words of it and choose' },
          { ...STORY_OPTION, name: 'story', description: 'The story that goes into it' },
        ],
      },
      {
        type: Type.Subcommand,
        name: 'split',
        description: 'A source tells something else: give it a story of its own',
        options: [
          { ...STORY_OPTION, name: 'story', description: 'The story: type words of it and choose' },
          { ...STORY_OPTION, name: 'source', description: 'The source that does not belong: choose the story first' },
        ],
      },
      {
        type: Type.Subcommand,
        name: 'link',
        description: 'A deal came of a trip: say so in both alerts',
        options: [
          { ...STORY_OPTION, name: 'trip', description: 'The trip: type words of it and choose' },
          { ...STORY_OPTION, name: 'deal', description: 'The deal: type words of it and choose' },
        ],
      },
    ],
  },
  examples: [
    { write: '/story merge into:… story:…', does: 'makes one alert of two that tell the same' },
    { write: '/story split story:… source:…', does: 'takes a source out into a story of its own' },
    { write: '/story link trip:… deal:…', does: 'links a deal to the trip it came of' },
  ],
  editorsOnly: ['*'],
  answersTo: 'asker',

  async execute(interaction, desk, asker) {
    const option = (name: string) => interaction.options.getString(name, true);
    const subcommand = interaction.options.getSubcommand();
    if (subcommand === 'link') return link(interaction, option('trip'), option('deal'), desk, asker);
    const edit =
      subcommand === 'merge'
        ? desk.edits.merge(asker.guildId, option('into'), option('story'))
        : desk.edits.split(asker.guildId, option('story'), [option('source')]);
    if (edit.kind === 'refused') return answer(interaction, 'asker', plainMessage(refusal(edit.why)));
    desk.log.info({ story: edit.story.id, by: asker.userId, subcommand }, 'a story was changed by hand');
    const sources = edit.story.sources.length === 1 ? '1 source' : `${edit.story.sources.length} sources`;
    const what = subcommand === 'merge' ? 'One story now' : 'A story of its own now';
    await answer(interaction, 'asker', {
      ...plainMessage(`${what}, with ${sources}: **${storyHeadline(edit.story, desk)}**. The alerts follow.`),
      buttons: [[undoButton(edit.undo, desk)]],
    });
  },

  autocomplete(interaction, desk, asker) {
    const { name, value } = interaction.options.getFocused(true);
    if (name === 'source') return sourcesOf(interaction.options.getString('story') ?? '', value, desk);
    const kind = name === 'trip' || name === 'deal' ? name : undefined;
    const search: StorySearch = {
      text: value.trim() || undefined,
      officials: [],
      countries: [],
      kinds: kind === undefined ? [] : [kind],
      statuses: [],
      from: undefined,
      to: undefined,
    };
    return desk.stories.search(search, asker.guildId, 0, SUGGESTED).rows.map(({ story: found }) => ({
      name: truncate(`${storyHeadline(found, desk)} · ${dayOf(found.firstSeenAt)}`, 100),
      value: found.id,
    }));
  },

  components: [...linkButtons],
} satisfies Command;

async function link(
  interaction: ChatInputCommandInteraction,
  tripStoryId: string,
  dealStoryId: string,
  desk: Desk,
  asker: Asker,
): Promise<void> {
  const [trip, deal] = [desk.stories.get(tripStoryId), desk.stories.get(dealStoryId)];
  if (trip === undefined || deal === undefined) return answer(interaction, 'asker', plainMessage(refusal('gone')));
  if (trip.id === deal.id) return answer(interaction, 'asker', plainMessage(refusal('same story')));
  const brings = trip.events.some(({ kind }) => kind === 'trip') && deal.events.some(({ kind }) => kind === 'deal');
  if (!brings) {
    return answer(interaction, 'asker', plainMessage('A link goes from a story with a trip to a story with a deal.'));
  }
  desk.links.decide(asker.guildId, { tripStoryId, dealStoryId }, true, asker.userId);
  desk.log.info({ tripStoryId, dealStoryId, by: asker.userId }, 'a link was made');
  const words = `Linked: **${storyHeadline(deal, desk)}** came of **${storyHeadline(trip, desk)}**. Both alerts follow.`;
  await answer(interaction, 'asker', plainMessage(words));
}

/** The sources of the story that was chosen before. */
function sourcesOf(storyId: string, typed: string, desk: Desk): readonly Choice[] {
  const wanted = typed.toLowerCase();
  return (desk.stories.get(storyId)?.sources ?? [])
    .map(({ outlet, title, itemId }) => ({ name: truncate(`${outlet}: ${title}`, 100), value: itemId }))
    .filter(({ name, value }) => name.toLowerCase().includes(wanted) && value.length <= 100)
    .slice(0, SUGGESTED);
}

function refusal(why: Extract<StoryEdit, { kind: 'refused' }>['why']): string {
  const words = {
    gone: 'No story is on record by that. Type words of it, and choose one of the suggestions.',
    'same story': 'These are one story already.',
    'nothing left': 'That would leave a story without a source: choose one source of a story that has several.',
  };
  return words[why];
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
