import type { Rule } from '../rule.ts';
import { checkOff } from './check-off.ts';
import { copyAdd } from './copy-add.ts';
import { copyChown } from './copy-chown.ts';
import { copyCredentials } from './copy-credentials.ts';
import { copyWholeContext } from './copy-whole-context.ts';
import { execMultiple } from './exec-multiple.ts';
import { execPackageManagerStart } from './exec-package-manager-start.ts';
import { execProcessManager } from './exec-process-manager.ts';
import { execShellForm } from './exec-shell-form.ts';
import { execShellWrapper } from './exec-shell-wrapper.ts';
import { healthcheckMissing } from './healthcheck-missing.ts';
import { healthcheckNeedsCurl } from './healthcheck-needs-curl.ts';
import { imageLatest } from './image-latest.ts';
import { imagePlatform } from './image-platform.ts';
import { imageUnpinned } from './image-unpinned.ts';
import { imageUnpinnedSyntax } from './image-unpinned-syntax.ts';
import { imageUntagged } from './image-untagged.ts';
import { imageVariable } from './image-variable.ts';
import { networkAdminPort } from './network-admin-port.ts';
import { networkHost } from './network-host.ts';
import { networkPortRange } from './network-port-range.ts';
import { networkPrivilegedPort } from './network-privileged-port.ts';
import { securityInsecureEntitlement } from './security-insecure-entitlement.ts';
import { setidAdded } from './setid-added.ts';
import { setidAfterUser } from './setid-after-user.ts';
import { setidNotStripped } from './setid-not-stripped.ts';
import { setidSwallowed } from './setid-swallowed.ts';
import { setidWrongStage } from './setid-wrong-stage.ts';
import { stageDuplicateName } from './stage-duplicate-name.ts';
import { stageNameCasing } from './stage-name-casing.ts';
import { stageSingle } from './stage-single.ts';
import { stageUnreachable } from './stage-unreachable.ts';
import { syntaxMaintainer } from './syntax-maintainer.ts';
import { syntaxUnknownInstruction } from './syntax-unknown-instruction.ts';
import { userMissing } from './user-missing.ts';
import { userNamed } from './user-named.ts';
import { userPassword } from './user-password.ts';
import { userRoot } from './user-root.ts';
import { volumeSystemPath } from './volume-system-path.ts';
import { workdirRelative } from './workdir-relative.ts';

/** Every rule, by id. */
export const rules: readonly Rule[] = [
  checkOff,
  copyAdd,
  copyChown,
  copyCredentials,
  copyWholeContext,
  execMultiple,
  execPackageManagerStart,
  execProcessManager,
  execShellForm,
  execShellWrapper,
  healthcheckMissing,
  healthcheckNeedsCurl,
  imageLatest,
  imagePlatform,
  imageUnpinned,
  imageUnpinnedSyntax,
  imageUntagged,
  imageVariable,
  networkAdminPort,
  networkHost,
  networkPortRange,
  networkPrivilegedPort,
  securityInsecureEntitlement,
  setidAdded,
  setidAfterUser,
  setidNotStripped,
  setidSwallowed,
  setidWrongStage,
  stageDuplicateName,
  stageNameCasing,
  stageSingle,
  stageUnreachable,
  syntaxMaintainer,
  syntaxUnknownInstruction,
  userMissing,
  userNamed,
  userPassword,
  userRoot,
  volumeSystemPath,
  workdirRelative,
];
