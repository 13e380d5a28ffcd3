// The features of a run as cucumber's messages have them: source, document and a pickle for each scenario. A scenario that today's
// features do not have stands in a document of its own, without steps. Reads no path that results name.

import { generateMessages } from '@cucumber/gherkin';
import { SourceMediaType, type Envelope, type IdGenerator, type Pickle } from '@cucumber/messages';
import fs from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../schema/package-root';
import type { Scenario } from '../../traceability/scenario';

type Named = Pick<Scenario, 'tp' | 'name'>;

export interface FeatureTexts {
  readonly envelopes: readonly Envelope[];
  readonly pickleOf: (scenario: Named) => Pickle;
}

export function featureTexts(
  scenarios: readonly Named[],
  features: readonly Scenario[],
  newId: IdGenerator.NewId,
): FeatureTexts {
  const written = new Map(features.map((one) => [keyOf(one.tp, one.name), one.uri]));
  const key = ({ tp, name }: Named): string => keyOf(tp, oneLine(name));
  const uris = new Set(scenarios.flatMap((one) => written.get(key(one)) ?? []));
  const gone = scenarios.filter((one) => !written.has(key(one)));
  const files = [...uris].map((uri) => ({ uri, text: fs.readFileSync(path.join(packageRoot, uri), 'utf8') }));
  if (gone.length > 0) files.push({ uri: 'not-in-this-suite.feature', text: textOf(gone) });

  const envelopes = files.flatMap(({ uri, text }) =>
    generateMessages(text, uri, SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN, {
      includeSource: true,
      includeGherkinDocument: true,
      includePickles: true,
      newId,
    }),
  );
  const pickles = new Map(
    envelopes.flatMap(({ pickle }) => (pickle ? [[keyOf(tpOf(pickle), pickle.name), pickle]] : [])),
  );
  return {
    envelopes: envelopes.filter(
      ({ pickle }) => !pickle || scenarios.some((one) => key(one) === keyOf(tpOf(pickle), pickle.name)),
    ),
    pickleOf(scenario) {
      const pickle = pickles.get(key(scenario));
      if (!pickle) throw new Error(`no pickle of ${scenario.tp}`);
      return pickle;
    },
  };
}

const textOf = (scenarios: readonly Named[]): string =>
  [
    'Feature: Scenarios that the features of this suite do not have',
    ...scenarios.map(({ tp, name }) => `  @tp:${tagged(tp)}\n  Scenario: ${oneLine(name)}`),
  ].join('\n');

const keyOf = (tp: string, name: string): string => JSON.stringify([tagged(tp), name]);
const tpOf = ({ tags }: Pickle): string =>
  tags.find(({ name }) => name.startsWith('@tp:'))?.name.slice('@tp:'.length) ?? '';
/** What Gherkin takes for the end of a tag is in none of ours. */
const tagged = (tp: string): string => tp.replaceAll(/[\s@#]/gu, '_');
const oneLine = (name: string): string => name.replaceAll(/\s+/gu, ' ').trim();
