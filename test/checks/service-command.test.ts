/** Remedies name commands that are right on the host they are for. */
import { expect, test } from 'vitest';
import { checks } from '../../src/checks/index.ts';
import type { HostFacts, ServiceManager } from '../../src/domain/facts.ts';
import { unitWith } from '../doubles/facts.ts';
import { failing } from './fixtures/index.ts';

const units = ['systemd', 'systemd-user', 'snap'];

function hostUnder(facts: HostFacts, serviceManager: ServiceManager): HostFacts {
  const serviceName = serviceManager === 'snap' ? 'snap.docker.dockerd.service' : 'docker';
  const unit = serviceManager === 'snap' ? unitWith({ name: serviceName }) : facts.unit;
  const layout = { ...facts.layout, serviceName };
  return {
    ...facts,
    serviceManager,
    layout,
    unit: units.includes(serviceManager) ? unit : null,
  };
}

/** What all remedies of a finding of this code say, on a host with this service manager. */
function commandsOn(code: string, manager: ServiceManager): readonly string[] {
  const evidence = failing[code]?.();
  const check = checks.find((each) => each.code === code);
  if (!evidence || !check) throw new Error(`${code} has no fixture`);
  const facts = hostUnder(evidence.facts, manager);
  const service = units.includes(manager) ? evidence.service : null;
  return check
    .judge({ ...evidence, facts, service })
    .flatMap(({ remedies }) => remedies)
    .map((remedy) => ('command' in remedy ? remedy.command.join(' ') : remedy.text.en));
}

const restarting = ['DC2027', 'DC2028', 'DC6017'];

test.each(restarting)('%s says the restart of the service manager at hand', (code) => {
  const last = (manager: ServiceManager) => commandsOn(code, manager).at(-1);
  expect(last('systemd')).toMatch(/^systemctl restart docker/);
  expect(last('systemd-user')).toMatch(/^systemctl --user restart docker/);
  expect(last('openrc')).toBe('rc-service docker restart');
  expect(last('sysv')).toBe('service docker restart');
  expect(last('snap')).toBe('systemctl restart snap.docker.dockerd.service');
  expect(last('none')).toContain('restart the engine the way it was started');
});

/** What is seen on hosts with systemd only: how it reads assignments, and a unit beside Docker's. */
const ofSystemd = ['DC3009', 'DC6016'];
const anywhere = Object.keys(failing).filter((code) => !ofSystemd.includes(code));

test.each(anywhere)('%s names no systemctl where there is no systemd', (code) => {
  for (const manager of ['openrc', 'sysv', 'none'] as const) {
    const told = commandsOn(code, manager).filter((each) =>
      /^(systemctl|journalctl --(user-)?unit)/.test(each),
    );
    expect(told).toEqual([]);
  }
});

test.each(Object.keys(failing))("%s asks the user's own manager for the user's engine", (code) => {
  const told = commandsOn(code, 'systemd-user').filter((each) => each.startsWith('systemctl'));
  expect(told.filter((each) => !each.startsWith('systemctl --user '))).toEqual([]);
});
