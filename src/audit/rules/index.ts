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
import { ignoreMissing } from './ignore-missing.ts';
import { ignoreSecretsNotIgnored } from './ignore-secrets-not-ignored.ts';
import { imageLatest } from './image-latest.ts';
import { imagePlatform } from './image-platform.ts';
import { imageUnpinned } from './image-unpinned.ts';
import { imageUnpinnedSyntax } from './image-unpinned-syntax.ts';
import { imageUntagged } from './image-untagged.ts';
import { imageVariable } from './image-variable.ts';
import { installGlobalUnpinned } from './install-global-unpinned.ts';
import { installNoLock } from './install-no-lock.ts';
import { installScripts } from './install-scripts.ts';
import { networkAdminPort } from './network-admin-port.ts';
import { networkHost } from './network-host.ts';
import { networkPortRange } from './network-port-range.ts';
import { networkPrivilegedPort } from './network-privileged-port.ts';
import { packageApt } from './package-apt.ts';
import { packageListsLeft } from './package-lists-left.ts';
import { packagePrompts } from './package-prompts.ts';
import { packageRecommends } from './package-recommends.ts';
import { packageSudo } from './package-sudo.ts';
import { packageUnpinned } from './package-unpinned.ts';
import { packageUnverified } from './package-unverified.ts';
import { packageUpdateAlone } from './package-update-alone.ts';
import { packageUpgrade } from './package-upgrade.ts';
import { permissionWorldWritable } from './permission-world-writable.ts';
import { runCurlPipeShell } from './run-curl-pipe-shell.ts';
import { runPipeWithoutPipefail } from './run-pipe-without-pipefail.ts';
import { secretArg } from './secret-arg.ts';
import { secretEnv } from './secret-env.ts';
import { secretInCache } from './secret-in-cache.ts';
import { secretLiteral } from './secret-literal.ts';
import { secretPersisted } from './secret-persisted.ts';
import { secretUrlCredentials } from './secret-url-credentials.ts';
import { secretWorldReadable } from './secret-world-readable.ts';
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
import { tlsClearText } from './tls-clear-text.ts';
import { tlsVerificationOff } from './tls-verification-off.ts';
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
  ignoreMissing,
  ignoreSecretsNotIgnored,
  imageLatest,
  imagePlatform,
  imageUnpinned,
  imageUnpinnedSyntax,
  imageUntagged,
  imageVariable,
  installGlobalUnpinned,
  installNoLock,
  installScripts,
  networkAdminPort,
  networkHost,
  networkPortRange,
  networkPrivilegedPort,
  packageApt,
  packageListsLeft,
  packagePrompts,
  packageRecommends,
  packageSudo,
  packageUnpinned,
  packageUnverified,
  packageUpdateAlone,
  packageUpgrade,
  permissionWorldWritable,
  runCurlPipeShell,
  runPipeWithoutPipefail,
  secretArg,
  secretEnv,
  secretInCache,
  secretLiteral,
  secretPersisted,
  secretUrlCredentials,
  secretWorldReadable,
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
  tlsClearText,
  tlsVerificationOff,
  userMissing,
  userNamed,
  userPassword,
  userRoot,
  volumeSystemPath,
  workdirRelative,
];
