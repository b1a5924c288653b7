import { describe, expect, it } from 'vitest';
import { root } from '../docs/root.ts';
import { camel, folderAndName, pascal, sentence, wordsOf } from './names.ts';
import { writeScaffold } from './write-scaffold.ts';

describe('the name of a new module', () => {
  it.each([
    ['build-agent', ['build', 'agent']],
    ['s3', ['s3']],
  ])('may be %s', (name, words) => {
    expect(wordsOf(name)).toEqual(words);
  });

  it.each(['', 'BuildAgent', 'build_agent', '-agent', 'agent-', '3scale', '../../etc', 'a b'])(
    'may not be "%s"',
    (name) => {
      expect(() => wordsOf(name)).toThrow('is not a name');
    },
  );

  it.each(['utils', 'helpers', 'base'])('may not be %s, which says nothing', (name) => {
    expect(() => wordsOf(name)).toThrow('says nothing');
  });

  it.each(['too-old', 'a/b/c', '/'])('of a check may not be %s', (text) => {
    expect(() => folderAndName(text, 'credential/too-old')).toThrow(/is not/);
  });

  it('is spelled as its place asks', () => {
    expect(camel('build-agent-2')).toBe('buildAgent2');
    expect(pascal('build-agent')).toBe('BuildAgent');
    expect(sentence('build-agent')).toBe('Build agent');
  });
});

describe('npm run new', () => {
  it.each([
    ['checks', 'credential/x', 'is not one of'],
    ['check', 'nowhere/x', 'choose '],
    ['check', 'exposure/x', 'copy exposure/in-source'],
    ['check', 'credential/oauth2', 'no digits'],
    ['check', 'credential/too-old', 'exists already'],
    ['collector', 'cloud-and-tools/netlify', 'exists already'],
    ['collector', 'keys/x', 'copy keys/age-keys'],
    ['collector', 'elsewhere/x', 'choose '],
    ['connector', 'aws', 'exists already'],
    ['detector', 'github', 'exists already'],
    ['route', 'get-region', 'list-regions'],
    ['route', 'list-agents', 'exists already'],
  ])('refuses %s %s and writes nothing', (kind, name, problem) => {
    expect(() => writeScaffold(root, kind, name)).toThrow(problem);
  });
});
