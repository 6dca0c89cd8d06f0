/** The subcommands of `/officials` and what may be typed with them. */
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType as Type,
} from 'discord.js';

function one(description: string, required: boolean): APIApplicationCommandBasicOption {
  return { type: Type.String, name: 'official', description, required, autocomplete: true, max_length: 100 };
}

const country: APIApplicationCommandBasicOption = {
  type: Type.String,
  name: 'country',
  description: 'Only those with an office of this country: Venezuela',
  autocomplete: true,
  max_length: 100,
};

const organisation: APIApplicationCommandBasicOption = {
  type: Type.String,
  name: 'organisation',
  description: 'Only those with an office at: Rosneft',
  autocomplete: true,
  max_length: 100,
};

/** In the order in which Discord shows them. */
export const OFFICIALS_OPTIONS: APIApplicationCommandOption[] = [
  {
    type: Type.Subcommand,
    name: 'list',
    description: 'Who is on the roster, how many, and what this desk changed',
    options: [
      country,
      organisation,
      { type: Type.Boolean, name: 'hidden', description: 'True shows those who were hidden' },
    ],
  },
  {
    type: Type.Subcommand,
    name: 'add',
    description: 'Add somebody: looked up in Wikidata, or in a form where you leave the name out',
    options: [
      {
        type: Type.String,
        name: 'name',
        description: 'A name in any script, or a Wikidata id: Q1051739',
        max_length: 100,
      },
    ],
  },
  {
    type: Type.Subcommand,
    name: 'edit',
    description: 'Change names, offices or what tells somebody from namesakes; can be undone',
    options: [one('Whom: start typing a name', true)],
  },
  {
    type: Type.Subcommand,
    name: 'hide',
    description: 'Look for somebody no more; past stories keep the name; can be undone',
    options: [one('Whom: start typing a name', true)],
  },
  {
    type: Type.Subcommand,
    name: 'show',
    description: 'Look for somebody again who was hidden',
    options: [one('Whom: start typing a name', true)],
  },
  {
    type: Type.Subcommand,
    name: 'export',
    description: 'The roster as a file, JSON or CSV',
    options: [
      {
        type: Type.String,
        name: 'form',
        description: 'CSV for a spreadsheet, JSON with everything (default JSON)',
        choices: [
          { name: 'JSON', value: 'json' },
          { name: 'CSV', value: 'csv' },
        ],
      },
      country,
      organisation,
    ],
  },
  {
    type: Type.Subcommand,
    name: 'import',
    description: 'Add and change many officials from a file, as /officials export writes it',
    options: [{ type: Type.Attachment, name: 'file', description: 'JSON or CSV', required: true }],
  },
  {
    type: Type.Subcommand,
    name: 'history',
    description: 'Who changed what, and when',
    options: [one('Of whom (default: everybody)', false)],
  },
  {
    type: Type.Subcommand,
    name: 'undo',
    description: 'Take a change back: the last one of this server, or the one you name',
    options: [{ type: Type.Integer, name: 'change', description: 'Its number in /officials history', min_value: 1 }],
  },
];
