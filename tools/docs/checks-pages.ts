import { readFileSync } from 'node:fs';
import { checks, controlTitle, frameworks } from '@nonhuman/checks';
import { markdownTable, type Page, page } from './page.ts';
