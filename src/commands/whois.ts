/** `/whois`: the dossier of an official. */
import {
  type ChatInputCommandInteraction,
  InteractionContextType,
  ApplicationCommandOptionType as Type,
} from 'discord.js';
import { harmless } from '../alerts/markup.ts';
import { answer, update } from '../discord/answer.ts';
import { plainMessage } from '../discord/message.ts';
import { type Asker, type ComponentInteraction, onComponent } from '../discord/slash-command.ts';
import { encodeCustomId } from '../model/custom-id.ts';
import type { Official } from '../model/official.ts';
import type { Watchlist } from '../model/watchlist.ts';
import { fold } from '../text/plain-name.ts';
import { truncate } from '../text/truncate.ts';
import type { Command, Desk } from './command.ts';
import { dossierCard, itineraryPage } from './dossier-card.ts';
import { lookUp, lookUpButton } from './look-up.ts';
import { findMeant, hiddenOnes, officialName } from './officials-typed.ts';
import { officeOf } from './officials-words.ts';
import { undoButton } from './undo.ts';

const SUGGESTED = 25;
/** What a name begins with that is to be looked up in Wikidata, whoever the catalogue knows of a like name. */
const ASK_WIKIDATA = 'wikidata:';

export const whois = {
  data: {
    name: 'whois',
    description: 'Who somebody is, where last seen, what they signed, what is announced',
    contexts: [InteractionContextType.Guild],
    options: [
      {
        type: Type.String,
        name: 'name',
        description: 'A name in any script: sechin, Сечин, 谢钦',
        required: true,
        autocomplete: true,
        max_length: 100,
      },
    ],
  },
  examples: [
    { write: '/whois name:sechin', does: 'shows his dossier' },
    { write: '/whois name:Q1051739', does: 'asks Wikidata where the catalogue does not know somebody' },
    { write: '/whois name:Лавров', does: 'takes names in any script, and forgives a typing error' },
  ],
  editorsOnly: [],
  answersTo: 'channel',

  async execute(interaction, desk, asker) {
    const typed = interaction.options.getString('name', true).trim();
    if (!/[\p{L}\p{N}]/u.test(typed)) return answer(interaction, 'asker', plainMessage(howToAsk()));
    if (typed.toLowerCase().startsWith(ASK_WIKIDATA)) {
      return lookUp(interaction, typed.slice(ASK_WIKIDATA.length), desk, asker);
    }
    const meant = findMeant(typed, desk);
    if (meant.kind === 'one') return showDossier(interaction, meant.official, desk, asker);
    if (meant.kind === 'none') return lookUp(interaction, typed, desk, asker);
    const menu = {
      customId: encodeCustomId({ kind: 'whois-choice', userId: asker.userId }),
      placeholder: 'Whom do you mean?',
      options: meant.officials.map((official) => ({
        label: official.name,
        value: official.id,
        description: officeOf(official),
      })),
    };
    const parts = plainMessage(`“${harmless(truncate(typed, 100))}” may be:`);
    await answer(interaction, 'asker', { ...parts, buttons: [[lookUpButton(typed, desk, asker)]] }, { menu });
  },

  autocomplete(interaction, desk) {
    const { value } = interaction.options.getFocused(true);
    const found = desk.officials.search(value, SUGGESTED);
    const hidden = hiddenOnes(desk).filter((official) => value !== '' && fold(official.name).includes(fold(value)));
    const choices = found.map(({ official, matchedName, isGuess }) => {
      const other = matchedName === official.name ? '' : ` (${matchedName})`;
      const meant = isGuess ? 'Did you mean ' : '';
      return { name: `${meant}${official.name}${other} · ${officeOf(official)}`, value: official.id };
    });
    choices.unshift(...hidden.map(({ name, id }) => ({ name: `${name} · hidden`, value: id })));
    const typed = truncate(value.trim(), 60);
    if (typed.length < 3 || hidden.length > 0 || found.some(({ isGuess }) => !isGuess)) return choices;
    const elsewhere = { name: `“${typed}” is not in the catalogue: ask Wikidata`, value: `${ASK_WIKIDATA}${typed}` };
    return [...choices.slice(0, SUGGESTED - 1), elsewhere];
  },

  components: [
    onComponent<Desk, 'whois-choice'>('whois-choice', 'anyone', async (interaction, _id, desk, asker) => {
      const official = desk.officials.get(chosen(interaction));
      if (official === undefined) return update(interaction, plainMessage('Nobody is known by that any more.'));
      await update(
        interaction,
        dossierCard(desk.officials.dossier(official, asker.guildId, asker.locale), desk, asker),
      );
    }),

    onComponent<Desk, 'dossier'>('dossier', 'anyone', async (interaction, id, desk, asker) => {
      const official = desk.officials.get(id.officialId);
      if (official === undefined) return answer(interaction, 'asker', plainMessage(nobody(id.officialId)));
      const dossier = desk.officials.dossier(official, asker.guildId, asker.locale);
      await answer(interaction, 'asker', dossierCard(dossier, desk, asker));
    }),

    onComponent<Desk, 'itinerary'>('itinerary', 'anyone', async (interaction, id, desk, asker) => {
      const { officialId } = id;
      const listId = desk.notes.keep({ kind: 'itinerary', guildId: asker.guildId, officialId });
      await answer(interaction, 'asker', itineraryPage(officialId, listId, 0, desk, asker));
    }),

    onComponent<Desk, 'whois-watch'>('whois-watch', 'editor', async (interaction, id, desk, asker) => {
      const name = harmless(officialName(id.officialId, desk));
      const lists = desk.watchlists.list(asker.guildId);
      const follows = ({ officials }: Watchlist) => officials.length === 0 || officials.includes(id.officialId);
      const open = lists.filter((watchlist) => !follows(watchlist));
      if (open.length === 0) {
        const told = lists.slice(0, 5).map((watchlist) => `“${harmless(watchlist.name)}” in <#${watchlist.channelId}>`);
        const already =
          told.length === 0 ? 'There is no watchlist yet.' : `${name} is followed already: ${told.join(', ')}.`;
        const words = `${already} For a list of their own: \`/watch add name:${name} officials:${name}\`.`;
        return answer(interaction, 'asker', plainMessage(words));
      }
      const menu = {
        customId: encodeCustomId({ kind: 'whois-watch-list', officialId: id.officialId }),
        placeholder: 'To which watchlist?',
        options: open.map((watchlist) => ({ label: watchlist.name, value: watchlist.id })),
      };
      const words = `Follow ${name} too; for a list of their own: \`/watch add name:${name} officials:${name}\`.`;
      await answer(interaction, 'asker', plainMessage(words), { menu });
    }),

    onComponent<Desk, 'whois-watch-list'>('whois-watch-list', 'editor', async (interaction, id, desk, asker) => {
      const before = desk.watchlists.find(asker.guildId, chosen(interaction));
      const change =
        before === undefined
          ? undefined
          : desk.watchlists.change(before.id, (old) => ({
              ...old,
              officials: [...new Set([...old.officials, id.officialId])],
            }));
      if (before === undefined || change?.kind !== 'saved') {
        return update(interaction, plainMessage('Somebody has just removed that watchlist.'));
      }
      const name = harmless(officialName(id.officialId, desk));
      await update(interaction, {
        ...plainMessage(`“${harmless(before.name)}” follows ${name} too, in <#${before.channelId}>.`),
        buttons: [[undoButton({ kind: 'watchlist changed', before }, desk)]],
      });
    }),
  ],
} satisfies Command;

async function showDossier(
  interaction: ChatInputCommandInteraction,
  official: Official,
  desk: Desk,
  asker: Asker,
): Promise<void> {
  const dossier = desk.officials.dossier(official, asker.guildId, asker.locale);
  await answer(interaction, 'channel', dossierCard(dossier, desk, asker));
}

/** The value that was chosen in a menu; `''` where this is none. */
function chosen(interaction: ComponentInteraction): string {
  return interaction.isStringSelectMenu() ? (interaction.values[0] ?? '') : '';
}

/** For whoever sends the command with nothing in it but blanks. */
function howToAsk(): string {
  const lines = whois.examples.map(({ write, does }) => `- \`${write}\` ${does}`);
  return `Whom do you want to know about? Write a name, or a part of one:\n${lines.join('\n')}\nSuggestions come while you type.`;
}

function nobody(typed: string): string {
  return `Nobody in the catalogue is called “${harmless(truncate(typed, 100))}”. Try the surname alone, or another spelling; suggestions come while you type.`;
}
