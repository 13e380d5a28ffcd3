// Cucumber loads formatters by import(), which cannot read TypeScript on Node 20; this file can be imported and can load it.
'use strict';
module.exports = require('../../tools/load')('support/collect/collector');
