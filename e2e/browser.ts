import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The browser of this machine; `NONHUMAN_TEST_CHROMIUM` names another. */
const executablePath = process.env['NONHUMAN_TEST_CHROMIUM'] ?? '/usr/bin/chromium';

/** False where there is no browser, so that tests that need one can say so. */
export const hasBrowser = existsSync(executablePath);

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Builds the pages into a new folder, as they are shipped. */
export async function buildPages(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'nonhuman-web-'));
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const words = [
    'build',
    'packages/web',
    '--outDir',
    outDir,
    '--emptyOutDir',
    '--logLevel',
    'error',
  ];
  const env = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [vite, ...words], { cwd: root, env });
  return outDir;
}

/** What a page did that it should not. */
export interface Complaints {
  /** Errors of the console and of scripts, refusals of the content security policy among them. */
  readonly errors: string[];
  /** Requests that left the origin. */
  readonly outside: string[];
}

/** Watches every page of a context. Answers that are errors on purpose are not counted. */
export function watch(context: BrowserContext, origin: string): Complaints {
  const complaints: Complaints = { errors: [], outside: [] };
  context.on('page', (page) => {
    page.on('console', (message) => {
      const isAnswer = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !isAnswer) complaints.errors.push(message.text());
    });
    page.on('pageerror', (error) => complaints.errors.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(origin)) complaints.outside.push(request.url());
    });
  });
  return complaints;
}

/** How many pixels a page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate<number>(
    'Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)',
  );
}
