import { defineFileCollector } from '@nonhuman/connector-kit';
import { readConfigText } from '../../../formats/config-text.ts';
import { reportReference } from '../../../formats/definitions/report.ts';
import { at, entriesOf, textOf } from '../../../formats/json-value.ts';
import { reportVariables } from '../../variables.ts';

/** Development containers: https://containers.dev/implementors/json_reference. */
export const devcontainer = defineFileCollector({
  id: 'host.devcontainer',
  title: 'Development containers',
  group: 'environment',
  emits: ['identity', 'credential', 'exposure', 'secret-reference'],
  reads: [{ name: 'devcontainer.json' }, { name: '.devcontainer.json' }],
  cannotTell: ['the secrets that the host of the container adds'],
  *collect(file, context) {
    const config = readConfigText(file.text(), 'jsonc');
    const variables = ['containerEnv', 'remoteEnv'].flatMap((field) =>
      entriesOf(at(config.value, field)).map(([name, value]) => {
        const line = config.lineOf([field, name]);
        return {
          name,
          value: textOf(value) ?? '',
          keyPath: `${field}.${name}`,
          ...(line === undefined ? {} : { line }),
        };
      }),
    );
    yield* reportVariables(this.id, variables, { file, context, setting: 'service-definition' });
    for (const [name] of entriesOf(at(config.value, 'secrets'))) {
      yield reportReference(
        this.id,
        { file, context },
        { provider: 'host', store: 'devcontainer-secret', name, keyPath: `secrets.${name}` },
      );
    }
  },
});
