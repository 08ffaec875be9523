/**
 * The standalone executable's entry. Whoever calls it may use Node for something else: variables
 * that are meant for that Node must not reach this one, nor what it starts. (NODE_OPTIONS is
 * refused by the executable itself, `execArgvExtension: none`.)
 */
import { run } from '../src/main.ts';

for (const name of Object.keys(process.env)) {
  if (name.startsWith('NODE_')) delete process.env[name];
}
void run(process.argv.slice(2));
