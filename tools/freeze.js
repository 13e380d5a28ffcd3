// Writes the certification profiles of each clause that a run is about by itself anew from what the suite holds today, under the version that is given: part of
// a release, and so never part of `generate`. A version is written once.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const load = require('./load');
const { readOptions, wrong } = require('./options');
const { frozen, PROFILES } = load('support/certification/freeze');
const { loadProfile, profilesFolder, profilesOf } = load('support/certification/profile');
const { loadCatalogue } = load('support/traceability/catalogue/catalogue');
const { loadScenarios } = load('support/traceability/features');

const USAGE = 'Usage: npm run freeze -- <version>, such as 1.1';
const [version] = readOptions({ allowPositionals: true }, USAGE).positionals;
if (!/^\d+\.\d+$/.test(version ?? '')) wrong(`expected the version of the profiles, found ${version ?? 'none'}`, USAGE);
// A clause that has to be named is not certified yet.
const catalogue = loadCatalogue();
const isThere = ({ id }) => profilesOf(id).some((name) => loadProfile(`${id}/${name}`).profile.version === version);
for (const clause of catalogue.clauses)
  if (isThere(clause))
    wrong(`${clause.id} has profiles of version ${version}, which stay as they are; give them a new version`, USAGE);

for (const clause of catalogue.clauses) {
  const scenarios = loadScenarios(catalogue).filter((one) => one.clause === clause.id);
  const folder = profilesFolder(clause.id);
  fs.mkdirSync(folder, { recursive: true });
  for (const one of PROFILES)
    fs.writeFileSync(path.join(folder, `${one.profile}.yaml`), frozen(one, version, { clause, scenarios, catalogue }));
  console.log(`wrote ${PROFILES.length} profiles of ${clause.id}: read the diff and commit them`);
}
