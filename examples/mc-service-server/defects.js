// Defects that a server might really have, one switched on by --defect, to see what the harness says of each.
'use strict';

const defects = {
  'no-request-return': 'the requester is not told that the regroup is authorized',
  'no-roll-back': 'a partner that accepted does not hear that another refused',
  'only-own-groups': 'the partner forgets members of groups that are homed elsewhere',
  'answers-too-early': 'the partner answers before its clients are asked and affiliated',
  'forgets-after-12-hours': 'a regroup ends without being cancelled',
};

let active;

const list = () => Object.keys(defects);
const isBroken = (id) => active === id;

function activate(id) {
  if (!Object.hasOwn(defects, id)) return false;
  active = id;
  return true;
}

module.exports = { list, activate, isBroken };
