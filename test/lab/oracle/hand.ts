/** The agent on a host, from the outside. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { checkoutOnHost } from '../boot.ts';
import type { LabHost, Result } from '../host.ts';
import { cleanEnv } from '../sandbox.ts';
import type { Answer, Order } from './orders.ts';

export interface Hand {
  /** Has the agent do one thing, and waits until it is done. */
  obey(order: Order): Promise<Result>;
  end(): void;
}

const node = `${checkoutOnHost}/node_modules/node-linux-${process.arch}/bin/node`;
const script = `${checkoutOnHost}/test/lab/oracle/agent.ts`;

/** Starts the agent; it ends with its standard input, and so with us. */
export function startAgent(host: LabHost): Hand {
  const [program, args] = host.command([node, script]);
  const child = spawn(program, args, { env: cleanEnv, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async obey(order) {
      child.stdin.write(`${JSON.stringify(order)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`the agent of ${host.name} is gone`);
      const answer = JSON.parse(value) as Answer;
      if ('broken' in answer) throw new Error(`the agent of ${host.name}: ${answer.broken}`);
      return answer.done;
    },
    end: () => child.stdin.end(),
  };
}
