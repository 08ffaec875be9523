import { type AnswerSight, aboutAnswer } from './answer-sights.ts';
import type { Found } from './contract.ts';
import { run, say } from './write.ts';

/** Refused without what hosts.toml adds to the engine's requests: nobody knows what it gets. */
export function lacksHeaders({ walk }: Pick<AnswerSight, 'walk'>): boolean {
  return walk.withheld === true && walk.endpoint.headerNames !== undefined;
}

/** All that can be said of such a refusal, whatever its status: the pull itself has to tell. */
export function unsentHeaders(sight: AnswerSight): Found {
  const { walk, reason } = sight;
  const { url, headerNames = [] } = walk.endpoint;
  const names = headerNames.join(', ');
  return {
    ...aboutAnswer(sight),
    severity: 'notice',
    text: say(
      `${url} refuses the request (${reason}); the engine also sends the headers set in hosts.toml (${names}), which dockcfg did not send, so its pull may work.`,
      `${url} 拒绝了请求（${reason}）；引擎还会发送 hosts.toml 中的请求头（${names}），这里没有发送，因此拉取可能成功。`,
    ),
    remedies: [
      run(say('have the engine itself pull it', '让引擎自己拉取一次'), [
        ...['dockcfg', 'doctor', '--pull', walk.image],
      ]),
    ],
  };
}
