import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { IMPORT_MAP, PAGE_CONTENT_SECURITY_POLICY, pageRoutes } from '../../src/preview/page-modules.ts';

const app = pageRoutes();
const get = (path: string) => app.request(`http://localhost${path}`);

describe('the files of the page', () => {
  it('let no inline script run but the import map', async () => {
    const answer = await get('/');
    const policy = answer.headers.get('content-security-policy') ?? '';
    const hash = createHash('sha256').update(IMPORT_MAP).digest('base64');
    expect(policy).toBe(PAGE_CONTENT_SECURITY_POLICY);
    expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`);
    expect(await answer.text()).toContain(`<script type="importmap">${IMPORT_MAP}</script>`);
  });

  it.each(Object.entries<string>(JSON.parse(IMPORT_MAP).imports).filter(([name]) => !name.endsWith('/')))(
    'serve %s as a script',
    async (_name, address) => {
      const answer = await get(address);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain('text/javascript');
    },
  );

  it.each([
    '/modules/discord.js/src/index.js',
    '/modules/lit/../discord.js/src/index.js',
    '/modules/lit/%2e%2e/discord.js/src/index.js',
    '/modules/lit/..%2fdiscord.js/src/index.js',
    '/modules/lit/package.json',
    '/page/../page-modules.ts',
    '/page/..%2f..%2fmain.js',
    '/page/%00.js',
    '/page/%E0%A4%A.js',
    '/page/nothing.js',
  ])('keep %s to themselves', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});
