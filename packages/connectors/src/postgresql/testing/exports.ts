const rows = (header: string, ...lines: readonly string[]) => `${[header, ...lines].join('\n')}\n`;

/**
 * One server, complete, as `psql --csv` printed it for a PostgreSQL 15 with these roles; the rules and
 * sessions were written by hand in the same form.
 */
export const exports = {
  'db1__databases.csv': rows('datname,owner', 'shop,app_owner', 'postgres,postgres'),
  'db1__roles.csv': rows(
    'rolname,rolcanlogin,rolsuper,rolcreaterole,rolcreatedb,rolreplication,rolbypassrls,rolinherit,rolconnlimit,valid_until,comment',
    'ada,t,f,f,f,f,f,t,-1,,',
    'app_owner,f,f,f,f,f,f,t,-1,,',
    'legacy,t,t,f,f,f,f,t,-1,,',
    'pg_read_all_data,f,f,f,f,f,f,t,-1,,',
    'postgres,t,t,t,t,t,t,t,-1,,',
    'readers,f,f,f,f,f,f,t,-1,,"read only, team data"',
    'shop_app,t,f,f,f,f,f,t,-1,2027-01-01T00:00:00Z,"checkout service, owner payments@example.com"',
    'v-token-readonly-AbCdEfGhIjKlMnOpQrSt-1767225600,t,f,f,f,f,f,t,2,2026-06-15T09:00:00Z,',
  ),
  'db1__passwords.csv': rows(
    'rolname,password_kind',
    'ada,none',
    'legacy,md5',
    'postgres,none',
    'shop_app,scram-sha-256',
    'v-token-readonly-AbCdEfGhIjKlMnOpQrSt-1767225600,scram-sha-256',
  ),
  'db1__memberships.csv': rows(
    'role,member,grantor,admin_option,inherit_option,set_option',
    'app_owner,shop_app,postgres,f,t,t',
    'legacy,shop_app,postgres,f,t,t',
    'pg_read_all_data,ada,postgres,f,t,t',
    'readers,shop_app,postgres,t,t,t',
  ),
  'db1__client-rules.csv': rows(
    'line_number,type,databases,users,address,netmask,auth_method,error',
    '89,local,all,all,,,peer,',
    '91,host,all,legacy,all,,trust,',
    '92,hostssl,shop,shop_app,10.1.0.0,255.255.0.0,cert,',
    '93,host,all,all,10.0.0.0,255.0.0.0,scram-sha-256,',
    '98,host,replication,all,::1,ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,trust,',
  ),
  'db1__shop__privileges.csv': rows(
    'database,kind,schema,grantee,privileges,grantable,objects',
    'shop,database,,PUBLIC,CONNECT TEMPORARY,f,1',
    'shop,owner,public,app_owner,OWNER,t,1',
    'shop,schema,public,app_owner,CREATE USAGE,f,1',
    'shop,table,public,readers,SELECT,f,1',
    'shop,table,public,shop_app,INSERT SELECT UPDATE,t,1',
  ),
  'db1__postgres__privileges.csv': rows(
    'database,kind,schema,grantee,privileges,grantable,objects',
    'postgres,database,,PUBLIC,CONNECT TEMPORARY,f,1',
  ),
  'db1__shop__default-privileges.csv': rows(
    'database,owner,schema,object_type,grantee,privileges',
    'shop,app_owner,,r,readers,SELECT',
    'shop,app_owner,,f,readers,EXECUTE',
    'shop,app_owner,,r,app_owner,DELETE INSERT REFERENCES SELECT TRIGGER TRUNCATE UPDATE',
  ),
  'db1__postgres__default-privileges.csv': rows(
    'database,owner,schema,object_type,grantee,privileges',
    'postgres,app_owner,,r,readers,SELECT',
  ),
  'db1__sessions.csv': rows(
    'usename,datname,application_name,client_addr,sessions,since,last_active',
    'ada,shop,DBeaver 24.1,10.9.9.9,1,2026-06-15T11:00:00Z,2026-06-15T11:19:54Z',
    'shop_app,shop,orders,10.1.2.3,4,2026-06-14T00:00:00Z,2026-06-15T11:59:00Z',
  ),
};
