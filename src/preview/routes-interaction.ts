/** REST: answers to interactions, and the webhook that edits and follows up. Its token stands for the bot's. */
import type { Context, Hono } from 'hono';
import {
  callbackSchema,
  editThroughWebhook,
  followUp,
  originalOf,
  requireAnswered,
  takeAnswer,
  webhookMessage,
} from './answers.ts';
import { invalidForm, refusal } from './errors.ts';
import type { Interaction } from './interactions.ts';
import { isObject, type Json } from './json.ts';
import { removeMessage } from './messages.ts';
import { checked, param, type RestParts, readBody } from './request.ts';

/** Adds the routes. */
export function addInteractionRoutes(app: Hono, parts: RestParts): void {
  const { world, interactions } = parts;

  app.post('/interactions/:interactionId/:token/callback', async (c) => {
    const { json, files } = await readBody(c);
    const schema = callbackSchema(isObject(json) ? json.type : undefined);
    if (schema === undefined) {
      const message = 'Value must be one of (1, 4, 5, 6, 7, 8, 9, 10, 12).';
      throw invalidForm([{ path: ['type'], code: 'BASE_TYPE_CHOICES', message }]);
    }
    const body = await checked(parts, json, schema);
    const interaction = interactions.byId(param(c, 'interactionId'));
    if (interaction === undefined || interaction.token !== param(c, 'token')) throw refusal('unknown interaction');
    const message = takeAnswer(parts, interaction, { body, files });
    if (c.req.query('with_response') !== 'true') return c.body(null, 204);
    return c.json(callbackResponse(interaction, body.type, message));
  });

  app.post('/webhooks/:appId/:token', async (c) => {
    const interaction = interactionOf(parts, c);
    const { json, files } = await readBody(c);
    const body = await checked(parts, json, 'IncomingWebhookInteractionRequestSchema');
    // An interaction's webhook always waits for the message (docs, "Create Followup Message").
    return c.json(followUp(parts, interaction, { body, files }));
  });
  const path = '/webhooks/:appId/:token/messages/:messageId';
  app.get(path, (c) => {
    const interaction = interactionOf(parts, c);
    return c.json(targetOf(parts, interaction, c).message);
  });
  app.patch(path, async (c) => {
    const interaction = interactionOf(parts, c);
    const { json, files } = await readBody(c);
    const body = await checked(parts, json, 'IncomingWebhookUpdateRequestPartialSchema');
    return c.json(editThroughWebhook(parts, interaction, targetOf(parts, interaction, c), { body, files }));
  });
  app.delete(path, (c) => {
    const interaction = interactionOf(parts, c);
    removeMessage(world, targetOf(parts, interaction, c));
    return c.body(null, 204);
  });
}

function interactionOf(parts: RestParts, c: Context): Interaction {
  const interaction = parts.interactions.byToken(param(c, 'token'));
  if (interaction === undefined || param(c, 'appId') !== parts.world.applicationId) throw refusal('unknown webhook');
  requireAnswered(parts, interaction);
  return interaction;
}

function targetOf(parts: RestParts, interaction: Interaction, c: Context) {
  const messageId = param(c, 'messageId');
  return messageId === '@original' ? originalOf(parts, interaction) : webhookMessage(parts, interaction, messageId);
}

/** What `with_response` asks for (docs, "Interaction Callback Response Object"). */
function callbackResponse(interaction: Interaction, type: unknown, message: { id: string } | undefined): Json {
  const isLoading = type === 5;
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      channel_id: interaction.channelId,
      ...(message === undefined
        ? {}
        : {
            response_message_id: message.id,
            response_message_loading: isLoading,
            response_message_ephemeral: isLoading ? interaction.isEphemeral : isEphemeral(message),
          }),
    },
    // A deferred update shows nothing new, so it has no resource; the schema knows 4 and 7 alone.
    ...(message === undefined || type === 6 ? {} : { resource: { type: isLoading ? 4 : type, message } }),
  };
}

function isEphemeral(message: object): boolean {
  return 'flags' in message && typeof message.flags === 'number' && (message.flags & 64) !== 0;
}
