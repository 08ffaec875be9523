/**
 * Preloaded (node --require) into a run of dockcfg: notes every call by which the run looks at a
 * tree, in RECORD_TO. What it looks at outside of RECORD_ROOT (its own program) is not noted.
 */
const fs = require('node:fs');

const { RECORD_ROOT: root = '', RECORD_TO: to = '' } = process.env;
const watched = ['lstatSync', 'statSync', 'readdirSync', 'readlinkSync', 'readFileSync'];
const calls = [];

for (const name of watched) {
  const real = fs[name];
  fs[name] = (path, ...rest) => {
    if (typeof path === 'string' && path.startsWith(root)) calls.push([name, path, ...rest]);
    return real(path, ...rest);
  };
}

const open = fs.openSync;
fs.openSync = (path, ...rest) => {
  if (typeof path === 'string' && path.startsWith(root)) calls.push(['readFileSync', path]);
  return open(path, ...rest);
};

process.on('exit', () => fs.writeFileSync(to, JSON.stringify(calls)));
