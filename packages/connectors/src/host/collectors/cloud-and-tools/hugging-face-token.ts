import { tokenFile } from './token-file.ts';

export const huggingFaceToken = tokenFile({
  id: 'host.hugging-face-token',
  title: 'Hugging Face token',
  reads: [{ home: '.cache/huggingface/token' }, { home: '.huggingface/token' }],
  provider: 'hugging-face',
  nativeType: 'hugging-face-token',
});
