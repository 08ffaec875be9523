/** `npm run bench`: measures what the project promises about speed, and fails where it is late. */
import { measureNoOp } from './no-op.ts';
import { measureStartup } from './startup.ts';

let late = 0;
for (const [title, measure] of [
  ['Startup', measureStartup],
  ['A host that is as it should be', measureNoOp],
] as const) {
  console.log(`${title}, on Node ${process.versions.node}, as multiples of an empty start:`);
  for (const { name, ms, ratio, budget } of measure()) {
    const isLate = budget !== null && ratio > budget;
    if (isLate) late += 1;
    const verdict = isLate ? `  over the budget of ${budget}` : '';
    console.log(
      `  ${name.padEnd(24)} ${ms.toFixed(1).padStart(6)} ms  ${ratio.toFixed(2)}${verdict}`,
    );
  }
}
process.exitCode = late === 0 ? 0 : 1;
