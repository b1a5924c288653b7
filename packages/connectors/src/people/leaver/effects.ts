import type { LeaverEffect } from '@nonhuman/connector-kit';
import { applications } from './applications.ts';
import { clouds } from './clouds.ts';
import { codeHosts } from './code-hosts.ts';

/** What becomes of things when a person's account is closed; the first that fits counts. */
export const leaverEffects: readonly LeaverEffect[] = [...codeHosts, ...clouds, ...applications];
