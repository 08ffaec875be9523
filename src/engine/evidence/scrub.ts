import type { Evidence } from '../../checks/evidence.ts';
import type { HostFacts } from '../../domain/facts.ts';
import { mask } from '../../domain/secret.ts';
import { isSecretName } from '../secrets.ts';

/**
 * Evidence without what no judgement needs: of an environment, only the variables that the engine
 * itself reads keep their values, for anything else may be a secret under any name. Files as they
 * used to be are nobody's evidence.
 */
export function scrubbed(evidence: Evidence): Evidence {
  return { ...evidence, facts: scrubbedFacts(evidence.facts) };
}

function scrubbedFacts(facts: HostFacts): HostFacts {
  const { process, unit, unread: _old, ...others } = facts;
  return {
    ...others,
    process: process && {
      ...process,
      environment:
        process.environment &&
        Object.fromEntries(
          Object.entries(process.environment).map(([name, value]) => [name, shown(name, value)]),
        ),
    },
    unit: unit && {
      ...unit,
      environment: unit.environment.map((entry) => ({
        ...entry,
        value: shown(entry.name, entry.value),
      })),
    },
  };
}

function shown(name: string, value: string): string {
  return known.test(name) && !isSecretName(name) ? value : mask;
}

/** What dockerd, Go and the unit's own command line read from the environment. */
const known =
  /^(?:https?_proxy|no_proxy|all_proxy|ssl_cert_(?:file|dir)|godebug|path|lang|lc_\w+|docker_\w+|dockerd?_opts|options|other_args|[a-z]+_registry|docker_(?:storage|network)_options|xdg_runtime_dir)$/i;
