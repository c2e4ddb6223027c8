/** Above an install that nothing holds to a lock file: detection has said so, and our own audit is told. */
export const UNLOCKED =
  '# secure-dockerfile ignore=install/no-lock the project has no lock file, so installs are not reproducible';
