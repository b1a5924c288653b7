import { toolFile } from './tool-file.ts';

/** What Codex keeps: an API key, or the tokens of a ChatGPT login. */
export const openAi = toolFile({
  id: 'host.openai',
  title: 'OpenAI login of Codex',
  format: 'jsonc',
  reads: [{ home: '.codex/auth.json' }],
  *items() {
    yield {
      path: ['OPENAI_API_KEY'],
      name: 'OpenAI API key',
      provider: 'openai',
      kind: 'api-key',
      nativeType: 'openai-api-key',
    };
    for (const field of ['access_token', 'refresh_token'])
      yield {
        path: ['tokens', field],
        name: `ChatGPT ${field.replace('_', ' ')}`,
        provider: 'openai',
        kind: 'session',
        nativeType: `openai-${field.replace('_', '-')}`,
        attributes: { boundToPerson: true },
      };
  },
});
