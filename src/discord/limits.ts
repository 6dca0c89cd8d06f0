/** Discord's documented limits, and texts and messages cut to fit them. */
import type { EmbedField, MessageEmbed, MessageParts } from '../model/message.ts';
import { truncate } from '../text/truncate.ts';

/** In UTF-16 units and counts (Discord: "Create Message", "Embed Limits", "Button Structure", "Select Menus", "Modal"). */
export const LIMITS = {
  contentChars: 2_000,
  embeds: 10,
  /** Titles, descriptions, field names and values, footers and authors of all embeds of a message in sum. */
  embedCharsInSum: 6_000,
  embedTitleChars: 256,
  embedDescriptionChars: 4_096,
  embedFields: 25,
  embedFieldNameChars: 256,
  embedFieldValueChars: 1_024,
  embedFooterChars: 2_048,
  embedAuthorChars: 256,
  rows: 5,
  buttonsInRow: 5,
  buttonLabelChars: 80,
  buttonUrlChars: 512,
  choices: 25,
  choiceNameChars: 100,
  choiceValueChars: 100,
  menuOptions: 25,
  menuOptionChars: 100,
  menuPlaceholderChars: 150,
  modalTitleChars: 45,
  modalLabelChars: 45,
  nonceChars: 25,
} as const;

/** Discord refuses an empty text where it wants one; this shows as nothing. */
const BLANK = '\u200b';

/**
 * Cuts a message to what Discord takes, the most telling kept: texts at a word, then whole fields and embeds from
 * the end. What already fits comes back equal.
 */
export function fitMessage(parts: MessageParts): MessageParts {
  let left = LIMITS.embedCharsInSum as number;
  const embeds: MessageEmbed[] = [];
  for (const embed of parts.embeds.slice(0, LIMITS.embeds)) {
    const fitted = fitEmbed(embed, left);
    if (fitted === undefined) continue;
    left -= embedChars(fitted);
    embeds.push(fitted);
  }
  const buttons = parts.buttons
    .filter((row) => row.length > 0)
    .slice(0, LIMITS.rows)
    .map((row) =>
      row
        .slice(0, LIMITS.buttonsInRow)
        .map((button) => ({ ...button, label: truncate(button.label, LIMITS.buttonLabelChars) || BLANK })),
    );
  return { ...parts, content: truncate(parts.content, LIMITS.contentChars), embeds, buttons };
}

/** Counts what Discord counts of an embed towards the sum of 6,000. */
export function embedChars(embed: MessageEmbed): number {
  const fields = (embed.fields ?? []).reduce((sum, field) => sum + field.name.length + field.value.length, 0);
  return [embed.title, embed.description, embed.footer, embed.author].reduce(
    (sum, text) => sum + (text?.length ?? 0),
    fields,
  );
}

/** Cuts one embed to its own limits and to `budget` characters; undefined where nothing readable is left. */
function fitEmbed(embed: MessageEmbed, budget: number): MessageEmbed | undefined {
  let left = budget;
  const take = (text: string | undefined, limit: number): string | undefined => {
    if (text === undefined) return undefined;
    const cut = truncate(text, Math.min(limit, left));
    left -= cut.length;
    return cut === '' ? undefined : cut;
  };
  const { title: _t, description: _d, author: _a, footer: _f, fields: _s, url, ...rest } = embed;
  const title = take(embed.title, LIMITS.embedTitleChars);
  const author = take(embed.author, LIMITS.embedAuthorChars);
  const footer = take(embed.footer, Math.min(LIMITS.embedFooterChars, Math.max(0, left - MIN_DESCRIPTION_CHARS)));
  const description = take(embed.description, LIMITS.embedDescriptionChars);
  const fields: EmbedField[] = [];
  for (const field of (embed.fields ?? []).slice(0, LIMITS.embedFields)) {
    if (left < MIN_FIELD_CHARS) break;
    const name = take(field.name, LIMITS.embedFieldNameChars) ?? BLANK;
    const value = take(field.value, LIMITS.embedFieldValueChars);
    if (value !== undefined) fields.push({ name, value, inline: field.inline });
  }
  const readable = title ?? author ?? footer ?? description ?? rest.thumbnailUrl;
  if (readable === undefined && fields.length === 0) return undefined;
  return {
    ...rest,
    ...(url !== undefined && title !== undefined && { url }),
    ...(title !== undefined && { title }),
    ...(author !== undefined && { author }),
    ...(footer !== undefined && { footer }),
    ...(description !== undefined && { description }),
    ...(fields.length > 0 && { fields }),
  };
}

/** A long footer must not eat the text above it. */
const MIN_DESCRIPTION_CHARS = 1_000;

/** Less than this of a field says nothing; also leaves room for the blank name. */
const MIN_FIELD_CHARS = 20;

/** Cuts suggestions to what autocomplete takes; empty ones and repeated values are left out. */
export function fitChoices<T extends { readonly name: string; readonly value: string }>(choices: readonly T[]): T[] {
  const seen = new Set<string>();
  const out: T[] = [];
  for (const choice of choices) {
    const fits = choice.value.length > 0 && choice.value.length <= LIMITS.choiceValueChars;
    if (!fits || choice.name.trim() === '' || seen.has(choice.value)) continue;
    seen.add(choice.value);
    out.push({ ...choice, name: truncate(choice.name, LIMITS.choiceNameChars) });
    if (out.length === LIMITS.choices) break;
  }
  return out;
}

/** Cuts the options of a select menu in the same way. */
export function fitMenuOptions<
  T extends { readonly label: string; readonly value: string; readonly description?: string },
>(options: readonly T[]): T[] {
  return options
    .filter(
      (option) => option.label.trim() !== '' && option.value !== '' && option.value.length <= LIMITS.menuOptionChars,
    )
    .slice(0, LIMITS.menuOptions)
    .map((option) => ({
      ...option,
      label: truncate(option.label, LIMITS.menuOptionChars),
      ...(option.description !== undefined && { description: truncate(option.description, LIMITS.menuOptionChars) }),
    }));
}
