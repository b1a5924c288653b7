import { entriesOf } from '../../../formats/json-value.ts';
import { toolFile } from './tool-file.ts';

export const huggingFaceTokens = toolFile({
  id: 'host.hugging-face-tokens',
  title: 'Hugging Face stored tokens',
  format: 'ini',
  reads: [{ home: '.cache/huggingface/stored_tokens' }],
  *items({ value }) {
    for (const [name] of entriesOf(value))
      yield {
        path: [name, 'hf_token'],
        name: `token ${name}`,
        provider: 'hugging-face',
        kind: 'token',
        nativeType: 'hugging-face-token',
      };
  },
});
