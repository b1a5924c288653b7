import { describe, expect, it } from 'vitest';
import { readCloudFormation } from './cloudformation.ts';

function propertiesOf(properties: string) {
  const text = `AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  R:\n    Type: AWS::X::Y\n    Properties:\n      P: ${properties}\n`;
  return readCloudFormation(text)?.resources[0]?.properties['P'];
}

describe('readCloudFormation', () => {
  it.each([
    ['a reference', '!Ref Role', '${Role}'],
    ['an attribute', '!GetAtt Role.Arn', '${Role.Arn}'],
    ['a nested attribute', '!GetAtt Stack.Outputs.X', '${Stack.Outputs.X}'],
    ['a text with variables', '!Sub "arn:${AWS::Partition}:x"', 'arn:${AWS::Partition}:x'],
    ['a text with its own variables', '!Sub ["a-${B}", {B: 1}]', 'a-${B}'],
    ['a join', '!Join [":", [a, !Ref B]]', 'a:${B}'],
    ['a join of what is not known', '!Join [",", !Ref List]', '${Fn::Join}'],
    ['another function', '!ImportValue other', '${Fn::ImportValue}'],
    ['the long form', '{"Fn::GetAtt": [Role, Arn]}', '${Role.Arn}'],
    [
      'functions inside data',
      '[{Effect: Allow, Resource: !Ref B}]',
      [{ Effect: 'Allow', Resource: '${B}' }],
    ],
  ])('writes out %s', (_, written, expected) => {
    expect(propertiesOf(written)).toEqual(expected);
  });

  it('reads JSON alike, with lines', () => {
    const template = readCloudFormation(
      '{\n "Resources": {\n  "U": {"Type": "AWS::IAM::User"}\n }\n}',
    );

    expect(template?.resources).toEqual([
      { logicalId: 'U', type: 'AWS::IAM::User', properties: {}, line: 3 },
    ]);
  });

  it.each([
    ['another document', 'a: 1'],
    ['a list', '- a'],
    ['resources of something else', 'Resources: {a: {Type: kubernetes}}'],
    ['nothing', ''],
  ])('takes %s for no template', (_, text) => {
    expect(readCloudFormation(text)).toBeNull();
  });
});
