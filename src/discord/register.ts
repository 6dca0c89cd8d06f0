/** Registering the slash commands: all at once, so that what is gone from the list is gone from Discord. */
import { type REST, type RESTPostAPIChatInputApplicationCommandsJSONBody, Routes } from 'discord.js';

/**
 * Replaces the application's global commands by `commands`. Doing it twice changes nothing.
 *
 * @throws discord.js's own errors
 */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  commands: readonly RESTPostAPIChatInputApplicationCommandsJSONBody[],
): Promise<void> {
  await rest.put(Routes.applicationCommands(applicationId), { body: commands });
}
