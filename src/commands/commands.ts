/** The slash commands, in the order in which `/help` shows them. */
import { alerts } from './alerts.ts';
import type { Command } from './command.ts';
import { deals } from './deals.ts';
import { diary } from './diary.ts';
import { feeds } from './feeds.ts';
import { createHelp } from './help.ts';
import { itinerary } from './itinerary.ts';
import { officials } from './officials.ts';
import { setup } from './setup.ts';
import { status } from './status.ts';
import { story } from './story.ts';
import { watch } from './watch.ts';
import { whois } from './whois.ts';

const ALL_BUT_HELP: readonly Command[] = [
  watch,
  alerts,
  whois,
  officials,
  itinerary,
  deals,
  diary,
  story,
  feeds,
  status,
  setup,
];

export const COMMANDS: readonly Command[] = [...ALL_BUT_HELP, createHelp(ALL_BUT_HELP)];
