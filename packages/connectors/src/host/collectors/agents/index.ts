import type { FileCollector } from '@nonhuman/connector-kit';
import { a2aAgentCard } from './a2a-agent-card.ts';
import { amazonQ } from './amazon-q.ts';
import { claudeCode } from './claude-code.ts';
import { claudeDesktop } from './claude-desktop.ts';
import { cline } from './cline.ts';
import { codexCli } from './codex-cli.ts';
import { continueJson, continueYaml } from './continue.ts';
import { cursor } from './cursor.ts';
import { geminiCli } from './gemini-cli.ts';
import { goose } from './goose.ts';
import { jetbrains } from './jetbrains.ts';
import { kiro } from './kiro.ts';
import { lmStudio } from './lm-studio.ts';
import { openWebui } from './open-webui.ts';
import { roo } from './roo.ts';
import { vsCode } from './vs-code.ts';
import { windsurf } from './windsurf.ts';
import { zed } from './zed.ts';

/** The file collectors of this group, sorted by id. */
export const agentCollectors: readonly FileCollector[] = [
  a2aAgentCard,
  amazonQ,
  claudeCode,
  claudeDesktop,
  cline,
  codexCli,
  continueYaml,
  continueJson,
  cursor,
  geminiCli,
  goose,
  jetbrains,
  kiro,
  lmStudio,
  openWebui,
  roo,
  vsCode,
  windsurf,
  zed,
];
