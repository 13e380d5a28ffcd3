// What nobody can write a stub for, in one line.
'use strict';

exports.Refusal = class Refusal extends Error {};
