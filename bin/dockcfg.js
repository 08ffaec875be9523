#!/usr/bin/env node
// Plain old JavaScript on purpose: an old Node must get as far as the sentence below.
var floor = [22, 22];
var have = process.versions.node.split('.').map(Number);
if (have[0] < floor[0] || (have[0] === floor[0] && have[1] < floor[1])) {
  process.stderr.write(
    'dockcfg needs Node ' +
      floor.join('.') +
      ' or newer, and this is ' +
      process.versions.node +
      ': install a newer Node, or use the standalone executable, which needs none.\n',
  );
  process.exitCode = 69;
} else {
  import('../dist/main.js').then((main) => main.run(process.argv.slice(2)));
}
