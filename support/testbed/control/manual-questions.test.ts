import assert from 'node:assert/strict';
import type { Act } from '../../ports/control';
import { schemaFiles } from '../../schema/schema-files';
import { actQuestion } from './manual-questions';

interface ActSchema {
  readonly title: string;
  readonly properties: Readonly<Record<string, { readonly const?: string; readonly $ref?: string }>>;
}

const acts = (schemaFiles().get('control/act.schema.json')?.['properties'] as { act: { oneOf: readonly ActSchema[] } })
  .act.oneOf;

describe('an act as a question to the operator', () => {
  for (const { title, properties } of acts)
    it(`tells everything of ${title}`, () => {
      const elements = Object.keys(properties).filter((name) => name !== 'kind');
      const valueOf = (name: string): string | readonly string[] =>
        name.endsWith('List') ? [`the-${name}`] : `the-${name}`;
      const act = {
        kind: properties['kind']?.const,
        ...Object.fromEntries(elements.map((name) => [name, valueOf(name)])),
      };
      // Made of the schema of acts, so it is one.
      const { text } = actQuestion('client-1', { command: 'act', scope: 's1', act: act as unknown as Act });
      for (const name of elements)
        assert.ok(text.includes(`the-${name}`), `the operator is not told ${name}: word it in manual-questions.ts`);
    });
});
