// Writes the certification profiles anew from what the suite holds today: a decision, and so never part of `generate`.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
require('ts-node/register');
const { frozen, PROFILES } = require('../support/certification/freeze');
const { loadCatalogue } = require('../support/traceability/catalogue/catalogue/catalogue');
const { loadScenarios } = require('../support/traceability/features');

const folder = path.join(__dirname, '..', 'profiles');
const catalogue = loadCatalogue();
const scenarios = loadScenarios(catalogue);
for (const one of PROFILES)
  fs.writeFileSync(path.join(folder, `${one.profile}.yaml`), frozen(one, scenarios, catalogue));
console.log(`wrote ${PROFILES.length} profiles: read the diff, raise their versions and commit them`);
