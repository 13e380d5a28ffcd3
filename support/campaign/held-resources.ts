// Which resources are in use by the jobs of this process, so that a product that serves one run at a time is given one. Pure state.

import type { Resource } from './job';

export interface HeldResources {
  isFree(resources: readonly Resource[]): boolean;
  take(resources: readonly Resource[]): void;
  release(resources: readonly Resource[]): void;
}

export function heldResources(): HeldResources {
  const held = new Map<string, number>();
  const count = ({ name }: Resource): number => held.get(name) ?? 0;
  return {
    isFree: (resources) => resources.every((one) => count(one) < one.atOnce),
    take: (resources) => resources.forEach((one) => held.set(one.name, count(one) + 1)),
    release: (resources) => resources.forEach((one) => held.set(one.name, count(one) - 1)),
  };
}
