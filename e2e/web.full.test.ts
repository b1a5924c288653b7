import { readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startFakeServer } from '../packages/web/src/testing/fake-server.ts';
import { buildPages, type Complaints, hasBrowser, launch, overflow, watch } from './browser.ts';

const axeSource = await readFile(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);
const now = new Date();

describe.skipIf(!hasBrowser)('the pages', () => {
  let folder: string;
  let browser: Browser;
  let server: Awaited<ReturnType<typeof startFakeServer>>;
  let context: BrowserContext;
  let page: Page;
  let complaints: Complaints;

  beforeAll(async () => {
    folder = await buildPages();
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    server = await startFakeServer({ folder, now });
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    complaints = watch(context, server.origin);
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
  });
  afterEach(async () => {
    await context.close();
    await server.close();
  });

  const open = (path: string) => page.goto(`${server.origin}${path}`);
  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
  const idOfFirst = async () => {
    const answer = await fetch(`${server.origin}/v1/identities?limit=1`);
    const { items } = (await answer.json()) as { items: { id: string; name: string }[] };
    const [first] = items;
    if (first === undefined) throw new Error('The invented company has no identity');
    return first;
  };

  const everyPage: [string, string | RegExp][] = [
    ['/', /matter/],
    ['/findings', 'Findings'],
    ['/identities', 'Identities'],
    ['/credentials', 'Credentials'],
    ['/agents', 'Agents and MCP'],
    ['/coverage', 'Coverage'],
    ['/sources', 'Sources'],
    ['/checks', 'Checks'],
    ['/checks/credential-too-old', /older than its rotation limit/],
    ['/nothing-here', 'There is no such page'],
  ];

  it.each(everyPage)(
    'at %s has its content, keeps to its origin and to its policy, and fits a narrow window',
    async (path, name) => {
      await open(path);
      await heading(name).waitFor();
      await page.waitForLoadState('networkidle');
      const wide = await overflow(page);

      await page.setViewportSize({ width: 390, height: 844 });

      expect([wide, await overflow(page)]).toEqual([0, 0]);
      expect(complaints).toEqual({ errors: [], outside: [] });
    },
  );

  it.each(['light', 'dark'] as const)(
    'have no fault that axe finds in the %s theme',
    async (theme) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      const { id } = await idOfFirst();
      const paths = ['', '?tab=access', '?tab=map', '?tab=history'].map(
        (tab) => `/identities/${id}${tab}`,
      );
      const found: string[] = [];

      for (const path of [...everyPage.map(([of]) => of), ...paths]) {
        await open(path);
        await heading(/./).waitFor();
        await page.waitForLoadState('networkidle');
        found.push(...(await axe(page)).map((fault) => `${path}: ${fault}`));
      }

      expect(found).toEqual([]);
    },
  );

  it('tell what to do when nothing was read', async () => {
    server.api.behaviour.isEmpty = true;

    await open('/');
    await heading('Nothing has been read yet').waitFor();
    await page.getByText('nonhuman scan .').waitFor();
    await open('/identities');
    await page.getByText('No identity fits').waitFor();
    await open('/agents');
    await page.getByText('No agent was seen').waitFor();
    await open('/coverage');
    expect(await isShown(page.getByText('Nothing has been read yet'))).toBe(true);
  });

  it('show a fault with the id of the request, and go on when it is over', async () => {
    server.api.behaviour.failsWith = 'STORE_UNAVAILABLE';
    await open('/findings');
    await page.getByRole('alert').getByText('req_0123456789').waitFor();

    server.api.behaviour.failsWith = null;
    await page.getByRole('button', { name: 'Try again' }).click();

    expect(await isShown(page.getByRole('button', { name: /not used for/i }).first())).toBe(true);
  });

  it('ask for a new link when the session is over', async () => {
    server.api.behaviour.failsWith = 'UNAUTHENTICATED';

    await open('/identities');

    await heading('The session has ended').waitFor();
    expect(await isShown(page.getByText('nonhuman up'))).toBe(true);
  });

  it('sign in by the one-time link and take the code out of the address', async () => {
    await open('/login?code=once');

    await heading(/matter/).waitFor();
    expect(page.url()).toBe(`${server.origin}/`);
  });

  it('keep filters and order in the address, so that a link shows the same list', async () => {
    await open('/identities');
    await page.getByRole('checkbox', { name: /^Role/ }).check();
    await page.getByRole('button', { name: 'Identity' }).click();
    await page.waitForURL(/kind=role.*sort=name/);
    const other = await context.newPage();

    await other.goto(page.url());

    await other.getByRole('button', { name: 'Remove filter Kind: Role' }).waitFor();
    expect(await other.getByRole('checkbox', { name: /^Role/ }).isChecked()).toBe(true);
    const sorted = other.getByRole('columnheader', { name: 'Identity' });
    expect(await sorted.getAttribute('aria-sort')).toBe('ascending');
  });

  it('never show "not known" as "never"', async () => {
    await open('/identities?sort=lastUsed&order=asc');

    const unknown = page.getByRole('note', { name: /^Not known: / }).first();
    await unknown.waitFor();
    expect(await unknown.innerText()).toBe('Not known');
    await unknown.focus();
    expect(await isShown(page.getByText(/^Not known: the export holds no usage/))).toBe(true);
  });

  it('put the cursor into the search of a list on "/"', async () => {
    await open('/identities');
    await heading('Identities').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('claude');

    await page.waitForURL(/q=claude/);
    expect(await isShown(page.getByText('1 identity'))).toBe(true);
  });

  it('are triaged by keys alone, and an acceptance can be undone', async () => {
    await open('/findings');
    await page.locator('[data-finding]').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    const second = await page.locator('[data-finding]').nth(1).getAttribute('data-finding');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`finding=${second ?? ''}`));
    await page
      .getByRole('complementary', { name: 'Finding' })
      .getByText('How to fix')
      .first()
      .waitFor();

    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Accept', exact: true }).click();
    expect(await dialog.isVisible()).toBe(true);
    await dialog.getByLabel('Reason').fill('Break-glass');
    await dialog.getByLabel('Risk owner').fill('Team billing');
    await dialog.getByRole('button', { name: 'Accept', exact: true }).click();

    await page.getByText('1 finding accepted').waitFor();
    await page.locator(`[data-finding="${second ?? ''}"]`).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.locator(`[data-finding="${second ?? ''}"]`).waitFor();
  });

  it('accept several findings with one reason', async () => {
    await open('/findings');
    const boxes = page.getByRole('checkbox', { name: /^Select / });
    await boxes.nth(0).check();
    await boxes.nth(1).check();

    await page
      .getByRole('region', { name: 'Selection' })
      .getByRole('button', { name: 'Accept' })
      .click();
    await page.getByLabel('Reason').fill('Replaced next quarter');
    await page.getByLabel('Risk owner').fill('Team billing');
    await page.getByRole('dialog').getByRole('button', { name: 'Accept', exact: true }).click();

    expect(await isShown(page.getByText('2 findings accepted'))).toBe(true);
  });

  it('lead to any identity and page through the palette', async () => {
    const { name } = await idOfFirst();
    await open('/checks');
    await heading('Checks').waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type(name);
    await page.getByRole('option', { name: new RegExp(name) }).waitFor();
    await page.keyboard.press('Enter');
    await heading(name).waitFor();

    await page.keyboard.press('Control+k');
    await page.keyboard.type('cover');
    await page.keyboard.press('Enter');
    expect(await isShown(heading('Coverage'))).toBe(true);
  });

  it('list their keys on "?" and go to a page by "g" and a letter', async () => {
    await open('/');
    await heading(/matter/).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await page.keyboard.press('g');
    await page.keyboard.press('s');

    expect(await isShown(heading('Sources'))).toBe(true);
  });

  it('keep the theme that was chosen', async () => {
    const background = () =>
      page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    await page.emulateMedia({ colorScheme: 'light' });
    await open('/');
    const light = await background();

    await page.getByTitle('Dark theme').click();
    const dark = await background();
    await page.reload();

    expect(dark).not.toBe(light);
    expect(await background()).toBe(dark);
  });

  it('are reached from a menu in a narrow window', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open('/');
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name: 'Agents and MCP' }).click();

    await heading('Agents and MCP').waitFor();
    expect(await page.getByRole('link', { name: 'Coverage' }).isVisible()).toBe(false);
  });

  it('import a file and show what it gave and what could not be read', async () => {
    await open('/sources');
    await page
      .getByLabel('Files to import')
      .last()
      .setInputFiles({
        name: 'authorization-details.json',
        mimeType: 'application/json',
        buffer: Buffer.from('{}'),
      });

    await page.getByText('new findings').waitFor();
    expect(await isShown(page.getByText(/this could not be read/))).toBe(true);
  });

  it('show agents whose servers are not pinned, and none of which that is not told', async () => {
    await open('/agents?only=unpinned');

    await page.getByRole('region', { name: /claude-code/ }).waitFor();
    expect(await page.getByRole('region', { name: 'support-triage' }).count()).toBe(0);
  });

  it('walk the map by keys', async () => {
    const { id } = await idOfFirst();
    await open(`/identities/${id}?tab=map`);
    const map = page.getByRole('group', { name: 'Map of the neighbourhood' });
    const neighbour = map.getByRole('button').first();
    await neighbour.focus();

    await page.keyboard.press('Enter');

    await page.waitForURL((url) => !url.pathname.endsWith(id));
    expect(page.url()).toContain('tab=map');
  });

  it('lead past the navigation with the first key', async () => {
    await open('/checks');
    await heading('Checks').waitFor();
    await page.keyboard.press('Tab');

    const focused = await page.evaluate<string>('document.activeElement.textContent');
    expect(focused).toBe('Skip to content');
  });
});

/** Waits until something is there; fails by its time limit. */
async function isShown(locator: Locator): Promise<boolean> {
  await locator.waitFor();
  return locator.isVisible();
}

/** Faults of WCAG 2.2 A and AA on a page, one a line. */
async function axe(page: Page): Promise<string[]> {
  // Evaluated through the debugger, so that the page's policy stays as strict as it is.
  await page.evaluate(axeSource);
  return page.evaluate<string[]>(`axe
    .run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    .then(({ violations }) => violations.map(({ id, nodes }) =>
      id + ': ' + nodes.slice(0, 3).map(({ html, any }) => html.slice(0, 160) + ' ' + (any[0]?.message ?? '')).join(' | ')))`);
}
