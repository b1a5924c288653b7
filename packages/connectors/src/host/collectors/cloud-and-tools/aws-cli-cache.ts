import { seen, timestampOf } from '@nonhuman/model';
import { at, textOf } from '../../../formats/json-value.ts';
import { awsKey } from '../../variables.ts';
import { toolFile } from './tool-file.ts';

/** Temporary credentials that the command line has cached. */
export const awsCliCache = toolFile({
  id: 'host.aws-cli-cache',
  title: 'AWS cached role credentials',
  format: 'jsonc',
  reads: [{ home: '.aws/cli/cache/*.json' }],
  *items(config) {
    const id = textOf(at(config.value, 'Credentials', 'AccessKeyId'));
    if (id === null) return;
    const { secret: _, ...key } = awsKey({ name: 'cached role', value: id }, null);
    const expiry = timestampOf(textOf(at(config.value, 'Credentials', 'Expiration')) ?? '');
    yield {
      ...key,
      path: ['Credentials', 'SecretAccessKey'],
      ...(expiry === null ? {} : { expiresAt: seen(expiry) }),
    };
  },
});
