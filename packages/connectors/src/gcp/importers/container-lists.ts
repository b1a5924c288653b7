import { upsert } from '@nonhuman/connector-kit';
import { projectNumber, toContainer, toProject } from '../mapping/container.ts';
import { Container, Project } from '../schema.ts';
import { assetCommand, list } from './state.ts';

export const projects = list({
  id: 'gcp.projects',
  title: 'Projects, with their numbers, labels and parents',
  commands: [
    'gcloud projects list --format=json > "organizations-${ORG}__projects.json"',
    assetCommand('cloudresourcemanager.googleapis.com/Project', 'projects'),
  ],
  emits: ['resource'],
  what: 'projects',
  members: ['projects', ''],
  next: ['nextPageToken'],
  item: Project,
  fits: (item) =>
    'projectId' in item &&
    !('email' in item) &&
    ('lifecycleState' in item || 'projectNumber' in item),
  *read(project, { of, own }) {
    const number = projectNumber(project);
    if (number !== null) own.projectIds.set(number, project.projectId);
    if (project.labels && Object.keys(project.labels).length > 0)
      own.projectLabels.set(project.projectId, project.labels);
    yield upsert(of, 'resource', toProject(project));
  },
});

export const folders = list({
  id: 'gcp.folders',
  title: 'Folders',
  commands: [assetCommand('cloudresourcemanager.googleapis.com/Folder', 'folders')],
  emits: ['resource'],
  what: 'folders',
  members: ['folders', ''],
  next: ['nextPageToken'],
  item: Container,
  fits: (item) => /^folders\/\d+$/.test(String(item['name'])) && 'displayName' in item,
  *read(folder, { of }) {
    yield upsert(of, 'resource', toContainer(folder));
  },
});

export const organizations = list({
  id: 'gcp.organizations',
  title: 'The organization',
  commands: [
    'gcloud organizations list --format=json > "organizations-${ORG}__organizations.json"',
  ],
  emits: ['resource'],
  what: 'organizations',
  members: ['organizations', ''],
  next: ['nextPageToken'],
  item: Container,
  fits: (item) => /^organizations\/\d+$/.test(String(item['name'])) && 'displayName' in item,
  *read(organization, { of }) {
    yield upsert(of, 'resource', toContainer(organization));
  },
});
