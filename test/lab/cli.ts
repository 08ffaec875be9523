/** `npm run lab -- …`: the tests' hosts and services, for a person. */
import { commands, usage } from './commands.ts';

const [name = 'help', ...args] = process.argv.slice(2);
const command = commands[name];

if (command === undefined) {
  console.error(usage);
  process.exitCode = name === 'help' ? 0 : 64;
} else {
  process.exitCode = await command(args).catch(explain);
}

function explain(error: Error): number {
  console.error(process.env.DEBUG ? error : error.message);
  return 1;
}
