// The words of the features as typed values. A word outside its list makes the step undefined, not failed.

import { defineParameterType } from '@cucumber/cucumber';
import { GROUPS, USERS } from '../procedure/cast';
import type { McSystemName } from '../procedure/roles';

const anyOf = (names: readonly string[]): string => `(?:${names.join('|')})`;
const listOf = (names: readonly string[]): RegExp =>
  new RegExp(`${anyOf(names)}(?:, ${anyOf(names)})*(?: and ${anyOf(names)})?`);
const split = (list: string): string[] => list.split(/, | and /);

const userNames = Object.keys(USERS);
const groupNames = Object.keys(GROUPS);

defineParameterType({ name: 'user', regexp: new RegExp(anyOf(userNames)), transformer: (name: string) => name });
defineParameterType({ name: 'users', regexp: listOf(userNames), transformer: split, useForSnippets: false });
defineParameterType({ name: 'group', regexp: new RegExp(anyOf(groupNames)), transformer: (name: string) => name });
defineParameterType({ name: 'groups', regexp: listOf(groupNames), transformer: split, useForSnippets: false });
defineParameterType({
  name: 'system',
  regexp: /primary|second partner|partner/,
  transformer: (name: string) => name.replace(' ', '-') as McSystemName,
});
defineParameterType({
  name: 'authorization',
  regexp: /not authorized|authorized/,
  transformer: (word: string) => word === 'authorized',
});
defineParameterType({ name: 'permission', regexp: /may not|may/, transformer: (word: string) => word === 'may' });
defineParameterType({
  name: 'be',
  regexp: /is not|are not|is|are/,
  transformer: (word: string) => !word.endsWith('not'),
});
defineParameterType({ name: 'force', regexp: /is no longer|is/, transformer: (word: string) => word === 'is' });
defineParameterType({
  name: 'flow',
  regexp: /preconfigured regroup (?:cancel )?(?:request|response)/,
  transformer: (name: string) => name.replaceAll(' ', '-'),
});
defineParameterType({
  name: 'reason',
  regexp: /group already regrouped/,
  transformer: (reason: string) => reason.replaceAll(' ', '-'),
});
defineParameterType({
  name: 'event',
  regexp: /regrouping|cancellation/,
  transformer: (event: string) => event as 'regrouping' | 'cancellation',
});
