import { describe, expect, it } from 'vitest';
import { ClientRule } from '../schema.ts';
import { reachabilityOf } from './client-rules.ts';

function rules(...lines: readonly string[]) {
  return lines.map((line, index) => {
    const [type, databases, users, address = '', netmask = '', auth_method] = line.split('|');
    return ClientRule.parse({
      line_number: String(index + 1),
      type,
      databases,
      users,
      address,
      netmask,
      auth_method,
      error: '',
    });
  });
}

const app = { name: 'app', groups: new Set(['programs']) };

describe('the client rules of a login', () => {
  it('tell networks with their length, for all, by name and by group', () => {
    const found = reachabilityOf(
      rules(
        'host|all|all|10.0.0.0|255.0.0.0|scram-sha-256',
        'hostssl|shop|app|2001:db8::|ffff:ffff::|cert',
        'host|all|+programs|192.168.1.7|255.255.255.255|md5',
        'host|all|other|172.16.0.0|255.240.0.0|md5',
      ),
      app,
    );

    expect(found).toEqual({
      hosts: ['10.0.0.0/8', '2001:db8::/32', '192.168.1.7/32'],
      methods: ['cert', 'md5', 'scram-sha-256'],
      trusted: [],
    });
  });

  it('tell where no proof is asked', () => {
    expect(reachabilityOf(rules('host|all|all|all||trust'), app)).toMatchObject({
      hosts: ['0.0.0.0/0'],
      trusted: ['0.0.0.0/0'],
    });
  });

  it('end where everyone else is refused', () => {
    const found = reachabilityOf(
      rules('local|all|all|||peer', 'host|all|all|0.0.0.0|0.0.0.0|reject', 'host|all|all|all||md5'),
      app,
    );

    expect(found).toEqual({ hosts: [], methods: ['peer'], trusted: [] });
  });

  it('leave out what is for replication alone', () => {
    expect(reachabilityOf(rules('host|replication|all|all||md5'), app).hosts).toEqual([]);
  });
});
