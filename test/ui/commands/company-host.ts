import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Company, startCompany } from '../../demo/company.ts';
import { type HostTree, makeTree } from '../../demo/tree.ts';

/** The demo's company network, and its host as a folder: anew before each test. */
export interface CompanyHost {
  readonly company: Company;
  /** the host */
  readonly root: string;
  /** of a profile that puts it right */
  readonly profile: string;
  /** for files of the test, beside the host */
  readonly folder: string;
}

/** To be called within a `describe`: it starts what it needs, and takes it down. */
export function companyHost(): CompanyHost {
  let company: Company;
  let pristine: HostTree;
  let folder: string;
  let root: string;
  let count = 0;

  beforeAll(async () => {
    company = await startCompany();
    pristine = await makeTree(company);
    folder = await mkdtemp(join(tmpdir(), 'dockcfg-host-'));
  });
  afterAll(async () => {
    await pristine[Symbol.asyncDispose]();
    await company.world.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    root = join(folder, `host${count}`);
    count += 1;
    await cp(pristine.root, root, { recursive: true });
  });

  return {
    get company() {
      return company;
    },
    get root() {
      return root;
    },
    get profile() {
      return pristine.profile;
    },
    get folder() {
      return folder;
    },
  };
}
