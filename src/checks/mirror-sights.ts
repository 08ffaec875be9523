import type { Remedy } from '../domain/finding.ts';
import { bareMirror } from '../domain/mirror-url.ts';
import type { EngineView } from '../domain/view.ts';
import { exactMirrors } from './desired.ts';
import type { RouteSeen } from './evidence.ts';
import { subjectOf, type WalkSight, walkSights } from './sights.ts';
import { firstFailure, type StageState, stagesOf } from './stages.ts';
import { dockcfg, say } from './write.ts';

/** A mirror that does not serve what it was asked for. */
export interface MirrorSight extends WalkSight {
  readonly subject: string;
  readonly failed: StageState;
}

/** Every mirror that failed, with the stage at which it did. */
export function mirrorSights(routes: readonly RouteSeen[]): readonly MirrorSight[] {
  return walkSights(routes).flatMap((sight) => {
    const { walk } = sight;
    const failed = firstFailure(stagesOf(walk));
    if (walk.endpoint.role !== 'mirror' || !failed) return [];
    return [{ ...sight, subject: subjectOf(walk.endpoint), failed }];
  });
}

/** Takes one mirror out of the list; the others stay in their order. */
export function withoutMirror(url: string, files: EngineView): Remedy {
  const left = files.mirrors.filter((mirror) => bareMirror(mirror) !== bareMirror(url));
  const desired = exactMirrors(left, files.engine.version);
  return dockcfg(say(`remove ${url} from registry-mirrors`, `从 registry-mirrors 中移除 ${url}`), {
    command: ['dockcfg', 'apply', '--remove-mirror', url],
    risk: 'reload',
    desired,
  });
}
