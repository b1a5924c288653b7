import type { AccessLevel, Principal } from '@nonhuman/model';
import { type Json, textOf, textsOf } from '../../json-value.ts';
import { reportFederatedTrust } from '../federated-trust.ts';
import { reportEntitlement, reportGrant, reportIdentity } from '../source.ts';
import {
  declaredAs,
  isExpression,
  keyOf,
  literal,
  nameOf,
  placeIn,
  type ResourceMapper,
  referredAddress,
  reportResourceCredential,
  type TerraformResource,
  type TerraformWorld,
  timeOf,
} from './resource.ts';

function clientId(resource: TerraformResource): string | null {
  const id = literal(resource, 'client_id') ?? literal(resource, 'application_id');
  return id?.toLowerCase() ?? null;
}

function anApplication(nativeType: string, nameAttribute: string): ResourceMapper {
  return (resource, world) => [
    reportIdentity(world, {
      key: keyOf(world, resource, clientId(resource)),
      provider: 'azure',
      kind: 'application',
      nativeType,
      name: nameOf(resource, nameAttribute),
      attributes: {
        address: resource.address,
        ...(clientId(resource) ? { clientId: clientId(resource) } : {}),
        ...(objectId(resource) ? { objectId: objectId(resource) } : {}),
      },
      ...placeIn(resource),
    }),
  ];
}

function objectId(resource: TerraformResource): string | null {
  return literal(resource, 'object_id') ?? literal(resource, 'principal_id');
}

/** A service principal is the application in this tenant: one identity, keyed by client id. */
const aServicePrincipal: ResourceMapper = (resource, world) => {
  if (world.setting === 'state-file') {
    return anApplication('entra-application', 'display_name')(resource, world);
  }
  const of = referredAddress(
    textOf(resource.attributes['client_id'] ?? resource.attributes['application_id']) ?? '',
  );
  return of?.startsWith('azuread_application')
    ? []
    : anApplication('entra-application', 'display_name')(resource, world);
};

const holderTypes = [
  'azuread_application',
  'azuread_application_registration',
  'azuread_service_principal',
  'azurerm_user_assigned_identity',
];

/** The application that an id (object, resource or client) means. */
function holderOf(value: Json | undefined, world: TerraformWorld): Principal | null {
  const text = textOf(value);
  if (text === null) return null;
  const address = referredAddress(text);
  if (address)
    return {
      type: 'identity',
      key: world.addressKey(applicationBehind(address, world)),
      name: address,
    };
  if (isExpression(text)) return null;
  const id = text.replace(/^\/?(?:applications|servicePrincipals)\//, '');
  const by = ['object_id', 'principal_id', 'id', 'client_id', 'application_id'];
  const declared =
    declaredAs(world, { types: holderTypes, by, text }) ??
    declaredAs(world, { types: holderTypes, by, text: id });
  if (!declared) return { type: 'identity', key: id.toLowerCase(), name: id };
  return {
    type: 'identity',
    key: keyOf(world, declared, clientId(declared)),
    name: nameOf(declared, 'display_name'),
  };
}

/** In code a service principal stands for the application that it is made of. */
function applicationBehind(address: string, world: TerraformWorld): string {
  const principal = world.resources.find((one) => one.address === address);
  if (principal?.type !== 'azuread_service_principal') return address;
  const of = textOf(principal.attributes['client_id'] ?? principal.attributes['application_id']);
  return referredAddress(of ?? '') ?? address;
}

function aPassword(holder: string): ResourceMapper {
  return (resource, world) => {
    const of = holderOf(
      resource.attributes[holder] ?? resource.attributes['application_object_id'],
      world,
    );
    const [created, expires] = [timeOf(resource, 'start_date'), timeOf(resource, 'end_date')];
    const keyId = literal(resource, 'key_id');
    return reportResourceCredential(world, resource, {
      provider: 'azure',
      kind: 'oauth-client-secret',
      nativeType: 'entra-client-secret',
      name: nameOf(resource, 'display_name'),
      secret: literal(resource, 'value'),
      attribute: 'value',
      ...(keyId ? { publicId: keyId } : {}),
      ...(created ? { createdAt: { state: 'seen', value: created } as const } : {}),
      ...(expires ? { expiresAt: { state: 'seen', value: expires } as const } : {}),
      identity: {
        kind: 'application',
        nativeType: 'entra-application',
        name: of?.name ?? 'unknown application',
        key: of?.key ?? `${world.addressKey(resource.address)}:application`,
      },
    });
  };
}

/** Subjects are matched as a whole. */
function aFederatedCredential(holder: string): ResourceMapper {
  return (resource, world) => {
    const of = holderOf(
      resource.attributes[holder] ??
        resource.attributes['application_object_id'] ??
        resource.attributes['user_assigned_identity_id'],
      world,
    );
    const subject = literal(resource, 'subject');
    const issuer = literal(resource, 'issuer');
    const conditions =
      subject === null ? null : [{ operator: 'StringEquals', key: 'sub', values: [subject] }];
    return reportFederatedTrust(world, {
      provider: 'azure',
      nativeType: 'entra-federated-credential',
      key: `${keyOf(world, resource, literal(resource, 'id'))}#trust`,
      name: nameOf(resource, literal(resource, 'display_name') ? 'display_name' : 'name'),
      identityKey: of?.key ?? null,
      ...(issuer ? { from: { type: 'external', key: issuer, name: issuer } as const } : {}),
      issuer,
      audience: textsOf(resource.attributes['audiences'] ?? resource.attributes['audience']),
      conditions,
      ...placeIn(resource),
      attributes: { address: resource.address, ...(subject ? { subject } : {}) },
    });
  };
}

const levels: Readonly<Record<string, AccessLevel>> = {
  Owner: 'admin',
  'User Access Administrator': 'admin',
  'Role Based Access Control Administrator': 'admin',
  Contributor: 'write',
  Reader: 'read',
};

/** Built-in roles name their reach; others are unknown. */
function accessOf(role: string): AccessLevel {
  const known = levels[role];
  if (known) return known;
  if (/\bReader$/.test(role)) return 'read';
  return /\b(?:Contributor|Administrator|Officer|Owner|User|Operator)$/.test(role)
    ? 'write'
    : 'unknown';
}

const anAssignment: ResourceMapper = (resource, world) => {
  const principal = holderOf(resource.attributes['principal_id'], world);
  const role = literal(resource, 'role_definition_name') ?? literal(resource, 'role_definition_id');
  if (!principal || role === null) return [];
  const entitlementKey = `azure:role:${role}`;
  return [
    reportEntitlement(world, {
      key: entitlementKey,
      provider: 'azure',
      nativeType: 'azure-role',
      name: role,
      access: accessOf(role),
    }),
    reportGrant(world, {
      provider: 'azure',
      principal,
      entitlementKey,
      on: textOf(resource.attributes['scope']) ?? '?',
      conditional: literal(resource, 'condition') !== null,
    }),
  ];
};

/** Identities and access of Azure and Entra. */
export const azureMappers: Readonly<Record<string, ResourceMapper>> = {
  azuread_application: anApplication('entra-application', 'display_name'),
  azuread_application_registration: anApplication('entra-application', 'display_name'),
  azuread_service_principal: aServicePrincipal,
  azuread_application_password: aPassword('application_id'),
  azuread_service_principal_password: aPassword('service_principal_id'),
  azuread_application_federated_identity_credential: aFederatedCredential('application_id'),
  azurerm_federated_identity_credential: aFederatedCredential('parent_id'),
  azurerm_user_assigned_identity: anApplication('azure-managed-identity', 'name'),
  azurerm_role_assignment: anAssignment,
};
