import { at, listOf, textOf } from '../../../formats/json-value.ts';
import { toolFile } from './tool-file.ts';

export const onePassword = toolFile({
  id: 'host.one-password',
  title: '1Password CLI accounts',
  format: 'jsonc',
  reads: [{ home: '.config/op/config' }, { home: '.op/config' }],
  *items({ value }) {
    for (const [index, account] of listOf(at(value, 'accounts')).entries()) {
      yield {
        path: ['accounts', String(index), 'accountKey'],
        name: `secret key of ${textOf(at(account, 'email')) ?? 'an account'}`,
        provider: 'one-password',
        kind: 'private-key',
        nativeType: 'one-password-secret-key',
        attributes: { boundToPerson: true },
      };
    }
  },
});
