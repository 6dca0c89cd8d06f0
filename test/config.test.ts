import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';

describe('the configuration', () => {
  it('needs nothing: without a token the preview runs', () => {
    expect(readConfig({})).toMatchObject({ discordToken: undefined, dataDir: undefined, previewPort: 4747 });
  });

  it('takes an empty variable for an absent one, as a copied .env.example has them', () => {
    expect(readConfig({ DISCORD_TOKEN: '', OPENAI_API_KEY: '', WIKIDATA_URL: '' })).toEqual(readConfig({}));
  });

  it.each(['http://127.0.0.1:99/api', 'http://127.0.0.1:99/api/', 'http://127.0.0.1:99/api/v10'])(
    'forgives a version or a slash behind the API’s address: %s',
    (url) => expect(readConfig({ DISCORD_API_URL: url }).discordApiUrl).toBe('http://127.0.0.1:99/api'),
  );

  it('opens no door to hubs unless a public address is given, and then to this machine alone', () => {
    expect(readConfig({ WEBSUB_PORT: '8080' }).webSub).toBeUndefined();
    expect(readConfig({ PUBLIC_URL: 'https://bot.example/dateline/' }).webSub).toEqual({
      publicUrl: 'https://bot.example/dateline',
      port: 4748,
      host: '127.0.0.1',
    });
  });

  it('asks the model about doubtful reports only where there is one, and takes a band or off', () => {
    const band = (DOUBTFUL_BAND: string) => readConfig({ OPENAI_API_KEY: 'sk', DOUBTFUL_BAND }).model?.doubtfulBand;
    expect(readConfig({ DOUBTFUL_BAND: '0.5-0.9' }).model).toBeUndefined();
    expect([band(''), band('0.4-0.75'), band('off')]).toEqual([
      { from: 0.5, to: 0.9 },
      { from: 0.4, to: 0.75 },
      undefined,
    ]);
  });

  it.each(['0.9-0.5', '0.5', '0.5-1.5', 'half', '-', '0.5-0.9-1', '50-90'])(
    'refuses the band %s in plain words',
    (text) => {
      const words = 'DOUBTFUL_BAND: must be off, or a range of confidence from 0 to 1 such as 0.5-0.9';
      expect(() => readConfig({ DOUBTFUL_BAND: text })).toThrow(words);
    },
  );

  it('names every bad variable at once, and no secret', () => {
    const bad = { DISCORD_API_URL: 'ftp://x', PREVIEW_PORT: '99999', SAMPLE_WIRE: 'yes', DISCORD_TOKEN: 'hunter2' };
    expect(() => readConfig(bad)).toThrow(ConfigError);
    try {
      readConfig(bad);
    } catch (error) {
      expect(String(error)).toMatch(/DISCORD_API_URL.*PREVIEW_PORT.*SAMPLE_WIRE/s);
      expect(String(error)).not.toContain('hunter2');
    }
  });
});

describe('a secret', () => {
  it('never prints, however it gets into a log', () => {
    const config = readConfig({ DISCORD_TOKEN: 'hunter2', OPENAI_API_KEY: 'hunter2' });
    const lines: string[] = [];
    const log = createLog('info', 'json', { write: (line) => lines.push(line) });
    log.info({ config, token: 'hunter2', headers: { authorization: 'hunter2' } }, `${config.discordToken}`);
    const shown = [...lines, inspect(config), JSON.stringify(config), `${config.discordToken}`].join('\n');
    expect(shown).not.toContain('hunter2');
    expect(shown).toContain('[secret]');
  });
});
