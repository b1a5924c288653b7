import { at, entriesOf, listOf, textOf } from '../../../formats/json-value.ts';
import { expiryOf, toolFile } from './tool-file.ts';

/** Claude Code keeps its login here where there is no keychain. */
export const anthropic = toolFile({
  id: 'host.anthropic',
  title: 'Anthropic logins',
  format: 'jsonc',
  reads: [{ home: '.claude/.credentials.json' }, { home: '.config/anthropic/config.json' }],
  *items({ value }) {
    const scopes = listOf(at(value, 'claudeAiOauth', 'scopes')).flatMap(
      (scope) => textOf(scope) ?? [],
    );
    const common = {
      provider: 'anthropic',
      kind: 'session',
      scopes,
      attributes: { boundToPerson: true },
    } as const;
    yield {
      ...common,
      path: ['claudeAiOauth', 'accessToken'],
      name: 'Claude access token',
      nativeType: 'anthropic-oauth-token',
      expiresAt: expiryOf(at(value, 'claudeAiOauth', 'expiresAt')),
    };
    yield {
      ...common,
      path: ['claudeAiOauth', 'refreshToken'],
      name: 'Claude refresh token',
      nativeType: 'anthropic-refresh-token',
    };
    for (const field of ['apiKey', 'api_key'])
      yield {
        path: [field],
        name: 'Anthropic API key',
        provider: 'anthropic',
        kind: 'api-key',
        nativeType: 'anthropic-api-key',
      };
    for (const [server, login] of entriesOf(at(value, 'mcpOAuth'))) {
      yield {
        ...common,
        scopes: [],
        path: ['mcpOAuth', server, 'accessToken'],
        name: `login to MCP server ${textOf(at(login, 'serverName')) ?? server}`,
        provider: 'mcp',
        nativeType: 'mcp-oauth-token',
        expiresAt: expiryOf(at(login, 'expiresAt')),
      };
    }
  },
});
