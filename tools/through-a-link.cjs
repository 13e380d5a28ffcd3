// Node loads no package from below a folder whose name holds a backslash, which it takes for a border between folders, and a checkout
// finds no package where it lies in a folder of the name `node_modules`. A program that lies there is started once more through a
// link with another name.
// Plain old JavaScript, since it is loaded before anything else. Unaware of what the program does.
'use strict';
var path = require('path');

/**
 * @param program the path of a file of the package
 * @param {boolean} fromSource whether it is a checkout
 * @returns what of the path a link has to stand for; nothing where Node can load from there
 */
function unloadable(program, fromSource) {
  var parts = program.split(path.sep);
  for (var at = parts.length - 1; at > 0; at -= 1)
    if (parts[at].includes('\\') || (fromSource && parts[at] === 'node_modules'))
      return parts.slice(0, at + 1).join(path.sep);
  return undefined;
}

/** Ends as the program does that it starts; what ends this one, ends that one. */
function startThroughALink(program, folder) {
  // Most starts need none of these.
  var childProcess = require('child_process');
  var fs = require('fs');
  var os = require('os');
  var tty = require('tty');
  var place = fs.mkdtempSync(path.join(os.tmpdir(), 'mcx-link-'));
  var link = path.join(place, 'folder');
  fs.symlinkSync(folder, link);
  var options = process.execArgv.concat(['--preserve-symlinks', '--preserve-symlinks-main']);
  var file = path.join(link, path.relative(folder, program));
  var stdio = process.send ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit';
  // A terminal interrupts both, and a second interrupt would be one that does not wait.
  var isAtTerminal = [0, 1, 2].some(tty.isatty);
  var child = childProcess.spawn(process.execPath, options.concat(file, process.argv.slice(2)), {
    stdio: stdio,
    detached: !isAtTerminal,
  });
  ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach(function (signal) {
    process.on(signal, function () {
      if (!isAtTerminal || signal === 'SIGTERM') child.kill(signal);
    });
  });
  child.on('close', function (code, signal) {
    fs.rmSync(place, { recursive: true, force: true });
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

module.exports = { unloadable: unloadable, startThroughALink: startThroughALink };
