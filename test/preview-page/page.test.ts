import type { Client, TextChannel } from 'discord.js';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type LocalDiscord, startLocalDiscord } from '../../src/preview/local-discord.ts';
import { SEED_IDS } from '../../src/preview/seed.ts';
import { alertButtons, startBot } from './bot.ts';
import { chromiumPath, launchChromium } from './browser.ts';

if (chromiumPath === undefined) process.stdout.write('No Chromium here: the tests of the preview page are skipped.\n');

const log = { info: () => undefined, warn: () => undefined };

describe.skipIf(chromiumPath === undefined)('the preview page', { timeout: 60_000 }, () => {
  let discord: LocalDiscord;
  let client: Client<true>;
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    const options = { port: 0, now: () => Date.now(), log, answerWithinMs: 2000 };
    discord = await startLocalDiscord({ ...options, enforceRateLimits: false });
    [client, browser] = await Promise.all([startBot(discord), launchChromium()]);
    context = await browser.newContext({ colorScheme: 'dark' });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await client?.destroy();
    await discord?.close();
  });

  /** A fresh tab. What it asks of other servers, and errors on it, fail the test. */
  async function open(viewport = { width: 1200, height: 800 }): Promise<Page> {
    const page = await context.newPage();
    await page.setViewportSize(viewport);
    const trouble: string[] = [];
    page.on('pageerror', (error) => trouble.push(error.message));
    page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
    page.on('request', (request) => {
      if (!/^(http:\/\/localhost|data:)/.test(request.url())) trouble.push(`asked for ${request.url()}`);
    });
    onTestFinished(async () => {
      await page.close();
      expect(trouble).toEqual([]);
    });
    await page.goto(discord.url);
    await page.locator('.channel.open').waitFor({ state: 'attached' });
    return page;
  }

  function desk(): TextChannel {
    return client.channels.cache.get(SEED_IDS.wireDesk) as TextChannel;
  }

  it('takes a slash command by keys alone: autocomplete, Enter, and the answer only you can see', async () => {
    const page = await open();
    await page.keyboard.type('/whois sech');
    await page.locator('[role=option]', { hasText: 'Igor Sechin' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const answer = page.locator('discord-message[ephemeral]').last();
    await answer.locator('discord-embed[embed-title="igor-sechin"]').waitFor();
    expect(await answer.locator('discord-bold').textContent()).toBe('Rosneft');
    expect(await answer.textContent()).not.toContain('**');
    await answer.getByText('Dismiss message').click();
    await expect.poll(() => page.locator('discord-message[ephemeral]').count(), { timeout: 15_000 }).toBe(0);
  });

  it('takes the first choice when somebody types faster than the bot completes', async () => {
    const page = await open();
    await page.keyboard.type('/whois putin\n');
    await page.locator('#composer-tail').waitFor();
    await expect.poll(() => page.locator('#composer-field-0').inputValue(), { timeout: 15_000 }).toBe('Vladimir Putin');
  });

  it('lists commands after a slash, walks them by arrows, and leaves by Escape', async () => {
    const page = await open();
    await page.keyboard.type('/');
    const commands = page.locator('[role=option] b');
    await commands.first().waitFor();
    expect(await commands.allTextContents()).toEqual(['/help', '/watch add', '/watch list', '/whois']);
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('[role=option][aria-selected=true] b').textContent()).toBe('/watch add');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await page.locator('#composer-text').inputValue()).toBe('');
  });

  it('will not send a command without its required options, and says which', async () => {
    const page = await open();
    await page.keyboard.type('/whois ');
    await page.locator('.send').click();
    await page.locator('.popup [role=alert]', { hasText: 'This option is required' }).waitFor();
    expect(await page.locator('#composer-field-0').getAttribute('aria-invalid')).toBe('true');
  });

  it('says so when Enter finds words behind a command that are none of its options', async () => {
    const page = await open();
    await page.keyboard.type('/watch list nonsense');
    await page.keyboard.press('Enter');
    await page.locator('.composer > [role=alert]', { hasText: '“nonsense” is none of the options' }).waitFor();
  });

  it('opens a form, keeps it until it is right, and shows the answer', async () => {
    const page = await open();
    await page.keyboard.type('/watch add wire');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const form = page.getByRole('dialog', { name: 'New watchlist' });
    await form.getByLabel('Why?').fill('oil');
    await form.getByLabel('Kinds').selectOption('Deals');
    await form.getByRole('button', { name: 'Submit' }).click();
    expect(
      await form
        .getByLabel('Why?')
        .evaluate((input: { matches(selector: string): boolean }) => input.matches(':invalid')),
    ).toBe(true);
    await form.getByLabel('Why?').fill('oil deals bind states');
    await form.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('Watchlist set up: oil deals bind states, deals').waitFor();
    expect(await form.count()).toBe(0);
  });

  it('leads from an alert’s link to its message in the page, however old, and never out to Discord', async () => {
    const there = client.channels.cache.get(SEED_IDS.energy) as TextChannel;
    const first = await there.send('The very first alert');
    for (let index = 0; index < 160; index += 1) await there.send(`Alert ${index}`);
    const address = `https://discord.com/channels/${SEED_IDS.guild}/${there.id}/${first.id}`;
    const elsewhere = 'https://discord.com/channels/1/2/3';
    await desk().send(`Told on in ${address}; [the alert](<${address}>); [elsewhere](${elsewhere})`);
    const page = await open();
    const links = page.locator('discord-message').last().locator('a.md-link');
    expect(await links.allTextContents()).toEqual(['#energy › message', 'the alert', 'elsewhere']);
    expect(await links.nth(2).getAttribute('href')).toBe(elsewhere);
    await links.nth(1).click();
    await page.locator('.channel.open', { hasText: 'energy' }).waitFor();
    const message = page.locator(`#message-${first.id}`);
    await message.waitFor();
    await expect
      .poll(() =>
        message.evaluate(
          (element: { getBoundingClientRect(): { top: number } }) => element.getBoundingClientRect().top,
        ),
      )
      .toBeGreaterThan(0);
    expect(await message.getAttribute('class')).toContain('flash');
  });

  it('shows that a pressed button waits, its answer, and in words when none comes', async () => {
    const sent = await desk().send({ content: 'An alert with buttons', components: [alertButtons()] });
    const page = await open();
    const message = page.locator(`#message-${sent.id}`);
    await message.locator('discord-button', { hasText: 'Sources' }).click();
    await page.getByText('Two sources tell it.').waitFor();
    await message.locator('discord-button', { hasText: 'Never answers' }).click();
    await message.locator('discord-button.pending').waitFor();
    await message.getByText('This interaction failed.').waitFor();
    const link = message.locator('discord-button a');
    expect(await link.getAttribute('rel')).toContain('noopener');
    expect(await link.getAttribute('target')).toBe('_blank');
  });

  it('marks an edited message, and lets it flash', async () => {
    const page = await open();
    const sent = await desk().send('One source');
    await page.getByText('One source').waitFor();
    await sent.edit('Two sources');
    const message = page.locator(`#message-${sent.id}`);
    await message.getByText('Two sources').waitFor();
    await message.getByText('(edited)').waitFor();
    expect(await message.getAttribute('class')).toBe('flash');
  });

  it('leaves hostile markup as text', async () => {
    const sent = await desk().send({
      content: '<img src=x onerror=alert(1)> @everyone',
      embeds: [
        {
          title: '<script>alert(2)</script>',
          url: 'https://example.org/',
          description: '[read](javascript:alert(3)) <b>bold</b> <iframe src="https://example.org/"></iframe>',
          fields: [{ name: '<i>name</i>', value: '[x](data:text/html,hi) https://example.org/<script>' }],
          image: { url: 'https://example.org/tracker.png' },
        },
      ],
      allowedMentions: { parse: [] },
    });
    const page = await open();
    const message = page.locator(`#message-${sent.id}`);
    await message.locator('discord-embed-field').waitFor();
    expect(await message.textContent()).toContain('<img src=x onerror=alert(1)>');
    expect(await message.textContent()).toContain('[read](javascript:alert(3)) <b>bold</b> <iframe');
    expect(await message.locator('discord-embed').getAttribute('embed-title')).toBe('<script>alert(2)</script>');
    for (const element of ['script', 'iframe', 'i', 'b']) expect(await message.locator(element).count()).toBe(0);
    const links = await message.locator('a').evaluateAll((all: { href: string }[]) => all.map((link) => link.href));
    expect(links.every((href) => href.startsWith('https://example.org/'))).toBe(true);
  });

  it('switches between dark and light, and remembers it', async () => {
    const page = await open();
    const theme = () => page.evaluate('document.documentElement.dataset.theme');
    expect(await theme()).toBe('dark');
    await page.getByRole('button', { name: 'Switch to the light theme' }).click();
    expect(await theme()).toBe('light');
    expect(await page.locator('discord-messages[light-theme]').count()).toBe(1);
    await page.reload();
    expect(await theme()).toBe('light');
    await page.evaluate('localStorage.clear()');
  });

  it('marks unread channels, opens threads from their message, and leads back', async () => {
    const page = await open();
    const energy = client.channels.cache.get(SEED_IDS.energy) as TextChannel;
    const sent = await energy.send('Gas news');
    const link = page.locator(`[data-channel-id="${SEED_IDS.energy}"]`);
    await link.locator('.badge').waitFor();
    const thread = await sent.startThread({ name: 'Gas talk' });
    await thread.send('In the thread');
    await link.click();
    expect(await link.locator('.badge').count()).toBe(0);
    await page.locator('discord-thread', { hasText: 'Open the thread' }).click();
    await page.getByText('In the thread').waitFor();
    await page.locator('.crumb').click();
    await page.getByText('Gas news').waitFor();
  });

  it('lets one act as somebody else, who sees other commands and not your answers', async () => {
    const page = await open();
    await page.keyboard.type('/whois xi');
    await page.locator('[role=option]', { hasText: 'Xi Jinping' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.locator('discord-embed[embed-title="xi-jinping"]').waitFor();
    await page.locator('.me-button').click();
    await page.locator(`[data-user-id="${SEED_IDS.reporter}"]`).click();
    await expect
      .poll(() => page.locator('discord-embed[embed-title="xi-jinping"]').count(), { timeout: 15_000 })
      .toBe(0);
    await page.keyboard.type('/');
    expect(await page.locator('[role=option] b').allTextContents()).toEqual(['/help', '/whois']);
  });

  it('fits a telephone: nothing stands out sideways, the channels are a drawer', async () => {
    const page = await open({ width: 400, height: 760 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
    await page.getByRole('button', { name: 'Show the channel list' }).click();
    await page.locator(`[data-channel-id="${SEED_IDS.general}"]`).click();
    await page.getByRole('heading', { name: 'general', exact: true }).waitFor();
    expect(await page.locator('.drawer-open').count()).toBe(0);
  });

  it('stays at the newest message, unless one scrolls up to read', async () => {
    const page = await open();
    const general = client.channels.cache.get(SEED_IDS.general) as TextChannel;
    await page.locator(`[data-channel-id="${SEED_IDS.general}"]`).click();
    for (let count = 1; count <= 6; count += 1) await general.send(`Number ${count}\n${'line\n'.repeat(9)}`);
    await page.getByText('Number 6').waitFor();
    const fromEnd = () =>
      page
        .locator('.messages')
        .evaluate((list: { scrollHeight: number; scrollTop: number; clientHeight: number }) =>
          Math.round(list.scrollHeight - list.scrollTop - list.clientHeight),
        );
    await expect.poll(fromEnd, { timeout: 15_000 }).toBeLessThan(5);
    await page.locator('.messages').hover();
    await page.mouse.wheel(0, -600);
    await page.getByRole('button', { name: 'Jump to the newest' }).waitFor();
    await general.send('Number 7');
    await page.getByText('Number 7').waitFor({ state: 'attached' });
    expect(await fromEnd()).toBeGreaterThan(300);
    await page.getByRole('button', { name: 'Jump to the newest' }).click();
    await expect.poll(fromEnd, { timeout: 15_000 }).toBeLessThan(5);
    await page.locator('[data-theme-toggle]').click();
    await page.locator('discord-messages[light-theme]').waitFor();
    await expect.poll(fromEnd, { timeout: 15_000 }).toBeLessThan(5);
    await page.evaluate('localStorage.clear()');
  });

  it('shows the bot’s steps as they come', async () => {
    const page = await open();
    discord.progress('Polling nine feeds');
    await page.locator('.status-text', { hasText: 'Polling nine feeds' }).waitFor();
  });
});
