/** Preloaded into a run: leaves its peak memory (KiB) in PEAK_TO. */
const fs = require('node:fs');

process.on('exit', () =>
  fs.writeFileSync(process.env.PEAK_TO, String(process.resourceUsage().maxRSS)),
);
