import { readIni } from '../../../formats/ini.ts';
import { toolFile } from './tool-file.ts';

/** Properties that hold logins; the names are the project's own. */
export const gradle = toolFile({
  id: 'host.gradle',
  title: 'Gradle properties with logins',
  format: 'text',
  reads: [{ home: '.gradle/gradle.properties' }, { name: 'gradle.properties' }],
  *items(_config, { text }) {
    for (const { key, value, line } of readIni(text)) {
      if (/(?:password|token|secret|apikey|api\.key|passphrase)$/i.test(key))
        yield {
          path: [String(line), key],
          value,
          name: key,
          provider: 'gradle',
          kind: /pass/i.test(key) ? 'password' : 'token',
          nativeType: 'gradle-property',
        };
    }
  },
});
