/** REST: the gateway's address, the bot itself, its application and commands. */
import type { APIApplicationCommand } from 'discord-api-types/v10';
import type { Context, Hono } from 'hono';
import { commandIssues, commandListIssues } from './command-rules.ts';
import { invalidForm, refusal } from './errors.ts';
import { guildObject, memberObject } from './guild-data.ts';
import { isObject, type Json, numberIn, objectsIn, textIn, withoutNulls } from './json.ts';
import { checked, param, type RestParts, readBody } from './request.ts';
import { refuseIssues } from './validate.ts';
import { botUser, isThread, type World } from './world.ts';

/** Adds the routes. */
export function addApplicationRoutes(app: Hono, parts: RestParts): void {
  const { world } = parts;

  app.get('/gateway', (c) => c.json({ url: parts.gatewayUrl() }));
  app.get('/gateway/bot', (c) =>
    c.json({
      url: parts.gatewayUrl(),
      shards: 1,
      session_start_limit: { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 },
    }),
  );

  app.get('/users/@me', (c) =>
    c.json({ ...botUser(world), mfa_enabled: false, locale: 'en-US', verified: true, email: null }),
  );
  app.get('/users/@me/guilds', (c) => c.json([{ ...partialGuild(world), permissions: '0', owner: false }]));
  app.get('/users/:userId', (c) => {
    const member = world.members.get(param(c, 'userId'));
    if (member === undefined) throw refusal('unknown user');
    return c.json(member.user);
  });

  for (const path of ['/applications/@me', '/oauth2/applications/@me']) {
    app.get(path, (c) => c.json(applicationObject(world)));
  }

  for (const path of ['/applications/:appId/commands', '/applications/:appId/guilds/:guildId/commands']) {
    app.get(path, (c) => c.json(commandsOf(world, scope(world, c))));
    app.put(path, async (c) => {
      const guildId = scope(world, c);
      const { json } = await readBody(c);
      if (!Array.isArray(json)) {
        throw invalidForm([
          { path: [], code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' },
        ]);
      }
      const check = await parts.check();
      const bodies = json.map(withNumericPermissions);
      refuseIssues(
        bodies.flatMap((body, at) =>
          check(body, 'ApplicationCommandUpdateRequestSchema').map((issue) => ({
            ...issue,
            path: [at, ...issue.path],
          })),
        ),
      );
      refuseIssues(commandListIssues(objectsIn(bodies)));
      const kept = commandsOf(world, guildId);
      for (const command of kept) world.commands.delete(command.id);
      const made = objectsIn(json).map((body) => {
        const same = kept.find((command) => command.name === body.name && command.type === (body.type ?? 1));
        return keepCommand(world, guildId, body, same?.id);
      });
      tellCommands(world);
      return c.json(made);
    });
    app.post(path, async (c) => {
      const guildId = scope(world, c);
      const { json } = await readBody(c);
      const body = await checked(parts, withNumericPermissions(json), 'ApplicationCommandCreateRequestSchema');
      refuseIssues(commandIssues(body, []));
      const same = commandsOf(world, guildId).find(
        (command) => command.name === body.name && command.type === (body.type ?? 1),
      );
      const made = keepCommand(world, guildId, isObject(json) ? json : {}, same?.id);
      tellCommands(world);
      return c.json(made, same === undefined ? 201 : 200);
    });
    app.get(`${path}/:commandId`, (c) => c.json(getCommand(world, scope(world, c), param(c, 'commandId'))));
    app.patch(`${path}/:commandId`, async (c) => {
      const guildId = scope(world, c);
      const command = getCommand(world, guildId, param(c, 'commandId'));
      const { json } = await readBody(c);
      await checked(parts, withNumericPermissions(json), 'ApplicationCommandPatchRequestPartialSchema');
      const merged = { ...command, ...(isObject(json) ? json : {}) };
      refuseIssues(commandIssues(merged, []));
      const made = keepCommand(world, guildId, merged, command.id);
      tellCommands(world);
      return c.json(made);
    });
    app.delete(`${path}/:commandId`, (c) => {
      world.commands.delete(getCommand(world, scope(world, c), param(c, 'commandId')).id);
      tellCommands(world);
      return c.body(null, 204);
    });
  }

  app.get('/guilds/:guildId', (c) => {
    requireGuild(world, param(c, 'guildId'));
    return c.json({
      ...guildObject(world),
      approximate_member_count: world.members.size,
      approximate_presence_count: 1,
    });
  });
  app.get('/guilds/:guildId/channels', (c) => {
    requireGuild(world, param(c, 'guildId'));
    return c.json([...world.channels.values()].filter((channel) => !isThread(channel)));
  });
  app.get('/guilds/:guildId/threads/active', (c) => {
    requireGuild(world, param(c, 'guildId'));
    const threads = [...world.channels.values()].filter(
      (channel) => isThread(channel) && !channel.thread_metadata?.archived,
    );
    return c.json({ threads, members: [], has_more: false });
  });
  app.get('/guilds/:guildId/roles', (c) => {
    requireGuild(world, param(c, 'guildId'));
    return c.json([...world.roles.values()]);
  });
  app.get('/guilds/:guildId/roles/:roleId', (c) => {
    requireGuild(world, param(c, 'guildId'));
    const role = world.roles.get(param(c, 'roleId'));
    if (role === undefined) throw refusal('unknown role');
    return c.json(role);
  });
  app.get('/guilds/:guildId/members/:userId', (c) => {
    requireGuild(world, param(c, 'guildId'));
    const userId = param(c, 'userId') === '@me' ? world.applicationId : param(c, 'userId');
    if (!world.members.has(userId)) throw refusal('unknown member');
    return c.json(memberObject(world, userId));
  });
}

function requireGuild(world: World, guildId: string): void {
  if (guildId !== world.guild.id) throw refusal('unknown guild');
}

/** Undefined for global commands. */
function scope(world: World, c: Context): string | undefined {
  if (param(c, 'appId') !== world.applicationId) throw refusal('unknown application');
  // A guild that the bot isn't in is one it has no access to.
  const guildId = c.req.param('guildId');
  if (guildId !== undefined && guildId !== world.guild.id) throw refusal('missing access');
  return guildId;
}

function commandsOf(world: World, guildId: string | undefined): APIApplicationCommand[] {
  return [...world.commands.values()].filter((command) => command.guild_id === guildId);
}

function getCommand(world: World, guildId: string | undefined, commandId: string): APIApplicationCommand {
  const command = world.commands.get(commandId);
  if (command === undefined || command.guild_id !== guildId) throw refusal('unknown command');
  return command;
}

function tellCommands(world: World): void {
  world.tell({ kind: 'commands', commands: [...world.commands.values()] });
}

/** discord.js sends permissions as text, as the documentation has it; the schema says number. */
function withNumericPermissions(body: unknown): unknown {
  if (!isObject(body)) return body;
  const permissions = textIn(body.default_member_permissions);
  if (permissions === undefined || !/^\d{1,16}$/.test(permissions)) return body;
  return { ...body, default_member_permissions: Number(permissions) };
}

function keepCommand(
  world: World,
  guildId: string | undefined,
  body: Json,
  id: string | undefined,
): APIApplicationCommand {
  const permissions = body.default_member_permissions;
  const command = {
    name_localizations: null,
    description_localizations: null,
    ...(withoutNulls(body) as Json),
    id: id ?? world.newId(),
    application_id: world.applicationId,
    version: world.newId(),
    type: numberIn(body.type) ?? 1,
    description: textIn(body.description) ?? '',
    default_member_permissions: permissions == null ? null : String(permissions),
    nsfw: body.nsfw === true,
    contexts: Array.isArray(body.contexts) ? body.contexts : null,
    integration_types: Array.isArray(body.integration_types) ? body.integration_types : [0],
    ...(guildId === undefined ? {} : { guild_id: guildId }),
  } as unknown as APIApplicationCommand;
  world.commands.set(command.id, command);
  return command;
}

function partialGuild(world: World): Json {
  return { id: world.guild.id, name: world.guild.name, icon: null, banner: null, features: [] };
}

function applicationObject(world: World): Json {
  const bot = botUser(world);
  return {
    id: world.applicationId,
    name: bot.username,
    icon: null,
    description: 'The application of the local Discord',
    type: null,
    flags: 0,
    flags_new: '0',
    bot,
    bot_public: false,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: world.members.get(world.guild.ownerId)?.user,
    approximate_guild_count: 1,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: ['bot', 'applications.commands'],
    integration_types_config: { 0: {} },
  };
}
