// Reads the feature files as scenarios and refuses what would make traceability lie: a scenario without exactly one test
// purpose, a double, a tag outside the closed vocabulary, a requirement that no check can tell. Unaware of step code.

import fs from 'node:fs';
import path from 'node:path';
import { digestOf, kept } from '../schema/kept';
import { packageRoot } from '../schema/package-root';
import { UserError } from '../verdict/errors';
import type { Catalogue } from './catalogue/catalogue';
import { clauseOfFeature, FEATURES } from './catalogue/clause-folders';
import { scenariosIn, type FeatureFile } from './feature-file';
import type { Scenario } from './scenario';
import { suiteFaults, tagFaults } from './scenario-faults';

let loaded = new WeakMap<Catalogue, readonly Scenario[]>();

/** Where a feature file may have changed since. */
export const readFeaturesAnew = (): void => void (loaded = new WeakMap());

/** The scenarios of the clauses of a catalogue, in the order of the files. Read once: a run asks for them from several sides. */
export function loadScenarios(catalogue: Catalogue): readonly Scenario[] {
  const scenarios = loaded.get(catalogue) ?? readScenarios(filesOf(catalogue), catalogue);
  loaded.set(catalogue, scenarios);
  return scenarios;
}

export function readScenarios(files: readonly FeatureFile[], catalogue: Catalogue): readonly Scenario[] {
  const scenarios = files
    .flatMap(keptScenariosIn)
    .map((one) => ({ ...one, requirements: requirementsOf(one.requirements, one.uri, catalogue) }));
  const faults = [...scenarios.flatMap((scenario) => tagFaults(scenario, catalogue)), ...suiteFaults(scenarios)];
  if (faults.length > 0) throw new UserError('MCX-FEATURES', `the features cannot be used:\n  ${faults.join('\n  ')}`);
  return scenarios;
}

/** A tag speaks of the clause that its file belongs to, unless it names another. @param uri of the feature file */
export const requirementsOf = (tagged: readonly string[], uri: string, catalogue: Catalogue): readonly string[] =>
  tagged.map((id) => catalogue.requirement(id, clauseOfFeature(uri))?.id ?? id);

const filesOf = ({ clauses }: Catalogue): readonly FeatureFile[] =>
  featureFiles(FEATURES).filter(({ uri }) => clauses.some(({ id }) => id === clauseOfFeature(uri)));

function featureFiles(folder: string): readonly FeatureFile[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.feature'))
    .map((name) => path.join(folder, name))
    .sort()
    .map((file) => ({
      uri: path.relative(packageRoot, file).replaceAll(path.sep, '/'),
      text: fs.readFileSync(file, 'utf8'),
    }));
}

let reader: string | undefined;

/** Gherkin is slow to read; the same text is the same scenarios, as long as they are read in the same way. */
function keptScenariosIn(file: FeatureFile): readonly Scenario[] {
  reader ??= digestOf(
    ['./feature-file', '@cucumber/gherkin/package.json'].map((name) => fs.readFileSync(require.resolve(name), 'utf8')),
  );
  return kept([reader, file.uri, file.text], () => scenariosIn(file)) as readonly Scenario[]; // what scenariosIn gave
}
