/** `npm run bench`: measures what the project promises about speed, and fails where it is late. */
import { budget, measureStartup } from './startup.ts';

let late = 0;
console.log(`Startup on Node ${process.versions.node}, as multiples of an empty start:`);
for (const { name, ms, ratio } of measureStartup()) {
  const isLate = ratio > budget;
  if (isLate) late += 1;
  const verdict = isLate ? `  over the budget of ${budget}` : '';
  console.log(
    `  ${name.padEnd(24)} ${ms.toFixed(1).padStart(6)} ms  ${ratio.toFixed(2)}${verdict}`,
  );
}
process.exitCode = late === 0 ? 0 : 1;
