/**
 * Variables that the system, the image or the language's own programs take: nobody hands these over, and a build that sets one
 * to a placeholder finds no program any more, or another one.
 */
const TAKEN =
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|PWD|OLDPWD|HOSTNAME|TERM|LANG|LANGUAGE|LC_\w{1,20}|TMP|TEMP|TMPDIR|IFS|ENV|CDPATH|BASH_\w{1,40}|LD_\w{1,40}|GLIBC_TUNABLES|PYTHON[A-Z]\w{0,40}|VIRTUAL_ENV|RUBY(?:OPT|LIB|SHELL)|GEM_(?:HOME|PATH)|BUNDLE_\w{1,60}|PHP_INI_SCAN_DIR|PHPRC|COMPOSER_\w{1,40}|ERL_\w{1,40}|MIX_\w{1,40}|NODE_(?:OPTIONS|PATH))$/;

/** Of the names that sources ask for, each once, those of variables that are the service's own. */
export function ownVariables(names: readonly string[]): string[] {
  return [...new Set(names)].filter((name) => !TAKEN.test(name));
}
