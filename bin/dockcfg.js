#!/usr/bin/env node
// CommonJS, and plain old JavaScript on purpose: an old Node must get as far as the sentence
// below, and the version and help must not wait for more than they need.
var floor = [22, 22];
var have = process.versions.node.split('.').map(Number);
var argv = process.argv.slice(2);
if (have[0] < floor[0] || (have[0] === floor[0] && have[1] < floor[1])) {
  process.stderr.write(
    'dockcfg needs Node ' +
      floor.join('.') +
      ' or newer, and this is ' +
      process.versions.node +
      ': install a newer Node, or use the standalone executable, which needs none.\n',
  );
  process.exitCode = 69;
} else if (argv[0] === '--version' || argv[0] === '-V') {
  // The program itself says why when it cannot be written.
  process.stdout.once('error', () => require('../dist/start.cjs'));
  process.stdout.write(`${require('../package.json').version}\n`);
} else {
  require('../dist/start.cjs');
}
