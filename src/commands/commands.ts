/** The slash commands, in the order in which `/help` shows them. */
import { alerts } from './alerts.ts';
import type { Command } from './command.ts';
import { feeds } from './feeds.ts';
import { createHelp } from './help.ts';
import { officials } from './officials.ts';
import { setup } from './setup.ts';
import { status } from './status.ts';
import { watch } from './watch.ts';
import { whois } from './whois.ts';

const ALL_BUT_HELP: readonly Command[] = [watch, alerts, whois, officials, feeds, status, setup];

export const COMMANDS: readonly Command[] = [...ALL_BUT_HELP, createHelp(ALL_BUT_HELP)];
