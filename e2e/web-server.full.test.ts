import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Nonhuman, openNonhuman, type RunningServer, startServer } from '@nonhuman/server';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPages, type Complaints, hasBrowser, launch, overflow, watch } from './browser.ts';
import { makeHome, type RealHome } from './home/make-home.ts';

describe.skipIf(!hasBrowser)('the pages over the real server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nonhuman-web-server-'));
  let home: RealHome;
  let webFolder: string;
  let nonhuman: Nonhuman;
  let server: RunningServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: Complaints;
  const seen: string[] = [];

  beforeAll(async () => {
    home = makeHome(join(folder, 'home/ada'));
    nonhuman = await openNonhuman({
      env: {},
      version: '0.0.0',
      dataFolder: join(folder, 'data'),
      scanRoots: [home.path],
    });
    webFolder = await buildPages();
    server = await startServer({ workings: nonhuman.workings, webFolder });
    browser = await launch();
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    complaints = watch(context, server.url);
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await nonhuman.close();
    for (const path of [folder, webFolder]) rmSync(path, { recursive: true, force: true });
  });

  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
  const look = async () => {
    await page.waitForLoadState('networkidle');
    seen.push(await page.content());
  };

  it('ask for the link before anything is shown', async () => {
    await page.goto(server.url);

    await heading('The session has ended').waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
  });

  it('are signed in by the link and tell how to begin', async () => {
    await page.goto(server.oneTimeLink);

    await heading('Nothing has been read yet').waitFor();
    expect(page.url()).toBe(`${server.url}/`);
  });

  it('scan the configured folder and say how it went', async () => {
    await page.getByRole('link', { name: 'Or start a scan from the sources page' }).click();
    await page.getByRole('button', { name: 'Start a scan' }).click();

    const job = page.getByRole('region', { name: 'Scan', exact: true });
    await job.getByText('Done').waitFor();
    await look();
    expect(await job.getByRole('link', { name: 'Findings' }).isVisible()).toBe(true);
  });

  it.each([
    ['/', /matter/],
    ['/findings', 'Findings'],
    ['/identities', 'Identities'],
    ['/credentials', 'Credentials'],
    ['/agents', 'Agents and MCP'],
    ['/coverage', 'Coverage'],
    ['/sources', 'Sources'],
    ['/checks', 'Checks'],
  ])('show what was found at %s', async (path, name) => {
    await page.goto(`${server.url}${path}`);
    await heading(name).waitFor();
    await look();

    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await page.getByRole('main').innerText()).toMatch(/\d/);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await overflow(page)).toBe(0);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it.each(['Summary', 'Access', 'Map', 'History'])(
    'show the %s of the identity with the highest risk',
    async (tab) => {
      await page.goto(`${server.url}/identities`);
      await page.getByRole('table').getByRole('link').first().click();
      await page.getByRole('link', { name: new RegExp(`^${tab}`) }).click();
      await look();

      expect(await page.getByRole('alert').count()).toBe(0);
      expect(await page.getByRole('region').count()).toBeGreaterThan(0);
    },
  );

  it('accept a finding and take that back', async () => {
    await page.goto(`${server.url}/findings`);
    const first = page.locator('[data-finding]').first();
    const id = await first.getAttribute('data-finding');
    await first.getByRole('button').click();
    await page.getByRole('button', { name: 'Accept the risk' }).click();
    await page.getByLabel('Reason').fill('A test');
    await page.getByLabel('Risk owner').fill('Ada');
    await page.getByRole('dialog').getByRole('button', { name: 'Accept', exact: true }).click();
    await page.getByText('1 finding accepted').waitFor();
    await page.locator(`li[data-finding="${id ?? ''}"]`).waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Reopen' }).click();

    await page.locator(`li[data-finding="${id ?? ''}"]`).waitFor();
    await look();
    expect(await page.getByRole('complementary', { name: 'Finding' }).innerText()).toContain(
      'A test',
    );
  });

  it('download an export', async () => {
    await page.goto(`${server.url}/identities`);
    await page.getByRole('button', { name: 'Export all' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'CSV' }).click(),
    ]);

    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    expect(await download.failure()).toBe(null);
  });

  it('never left their origin, broke their policy or showed a secret', () => {
    expect(complaints).toEqual({ errors: [], outside: [] });
    expect(home.secrets.filter((secret) => seen.some((text) => text.includes(secret)))).toEqual([]);
  });
});
