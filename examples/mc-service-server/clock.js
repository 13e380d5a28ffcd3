// The server's clock. Control can move it, so that a day need not be waited for.
'use strict';

let ahead = 0;
const alarms = new Set();

const now = () => Date.now() + ahead;

function at(time, ring) {
  alarms.add({ time, ring });
}

function advance(milliseconds) {
  ahead += milliseconds;
  for (const alarm of [...alarms]) {
    if (alarm.time > now()) continue;
    alarms.delete(alarm);
    alarm.ring();
  }
}

module.exports = { now, at, advance };
