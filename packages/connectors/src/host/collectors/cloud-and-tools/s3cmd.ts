import { at, entriesOf, textOf } from '../../../formats/json-value.ts';
import { toolFile } from './tool-file.ts';

export const s3cmd = toolFile({
  id: 'host.s3cmd',
  title: 's3cmd',
  format: 'ini',
  reads: [{ home: '.s3cfg' }, { name: '.s3cfg' }],
  *items({ value }) {
    for (const [section, settings] of entriesOf(value)) {
      const id = textOf(at(settings, 'access_key'));
      const provider = /amazonaws\.com/.test(
        textOf(at(settings, 'host_base')) ?? 's3.amazonaws.com',
      )
        ? 'aws'
        : 's3';
      yield {
        path: [section, 'secret_key'],
        name: id === null ? 'S3 key' : `S3 key ${id}`,
        provider,
        kind: 'access-key',
        nativeType: provider === 'aws' ? 'aws-access-key' : 's3-access-key',
        ...(id === null ? {} : { publicId: id }),
      };
      yield {
        path: [section, 'gpg_passphrase'],
        name: 'encryption passphrase',
        provider: 's3',
        kind: 'password',
        nativeType: 's3cmd-passphrase',
      };
    }
  },
});
