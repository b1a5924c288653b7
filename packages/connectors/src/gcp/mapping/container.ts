import { timeOf } from '@nonhuman/connector-kit';
import type { Environment, Resource } from '@nonhuman/model';
import type { Container, Project } from '../schema.ts';

/** Where a project belongs by its labels; undefined when none tells. */
export function environmentOf(
  labels: Readonly<Record<string, string>> | null | undefined,
): Environment | undefined {
  const entry = Object.entries(labels ?? {}).find(([name]) =>
    /^(?:env|environment|stage)$/.test(name),
  );
  if (entry === undefined) return undefined;
  if (/^(?:prd|prod|production|live)$/.test(entry[1])) return 'production';
  return /^(?:dev|test|qa|uat|int|stag|sandbox|demo|non-?prod)/.test(entry[1])
    ? 'non-production'
    : 'unknown';
}

/** The number of a project, in whichever way it was listed; null when it was not told. */
export function projectNumber(project: Project): string | null {
  if (project.projectNumber) return String(project.projectNumber);
  return /^projects\/(\d+)$/.exec(project.name ?? '')?.[1] ?? null;
}

function parentOf({ parent }: Project): string | null {
  if (!parent) return null;
  return typeof parent === 'string' ? parent : `${parent.type}s/${parent.id}`;
}

/** A project. */
export function toProject(project: Project): Resource {
  const environment = environmentOf(project.labels);
  const number = projectNumber(project);
  const parent = parentOf(project);
  const state = project.lifecycleState ?? project.state;
  const made = timeOf(project.createTime);
  return {
    key: `projects/${project.projectId}`,
    provider: 'gcp',
    nativeType: 'gcp-project',
    name: project.projectId,
    ...(environment ? { environment } : {}),
    attributes: {
      ...(number === null ? {} : { projectNumber: number }),
      ...(parent === null ? {} : { parent }),
      ...(state ? { state } : {}),
      ...(made === null ? {} : { createdAt: made }),
      ...(project.labels ? { labels: project.labels } : {}),
    },
  };
}

/** A folder or an organization. */
export function toContainer(container: Container): Resource {
  const state = container.lifecycleState ?? container.state;
  return {
    key: container.name,
    provider: 'gcp',
    nativeType: container.name.startsWith('folders/') ? 'gcp-folder' : 'gcp-organization',
    name: container.displayName || container.name,
    attributes: {
      ...(container.parent ? { parent: container.parent } : {}),
      ...(state ? { state } : {}),
    },
  };
}
