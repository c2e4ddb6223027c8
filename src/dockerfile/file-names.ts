const DOCKERFILE = /^(?:Dockerfile|Containerfile)(?:\..+)?$|.\.(?:Dockerfile|Containerfile)$/i;
const OTHER = /\.(?:dockerignore|containerignore|rego|md|txt|json|ya?ml|swp|orig|bak)$|~$/i;

/** Whether a file is anybody's Dockerfile by its name: `Dockerfile`, `Dockerfile.dev`, `api.Dockerfile`. */
export function isDockerfileName(name: string): boolean {
  return DOCKERFILE.test(name) && !OTHER.test(name);
}

/** What another program fills in first; given by name, such a file is read all the same. */
const TEMPLATE = /\.(?:hbs|mustache|j2|jinja2?|tmpl|tpl|template|erb|ejs|in)$/i;

/** Whether a file that nobody named is a Dockerfile: a template is none yet. */
export function isFoundDockerfile(name: string): boolean {
  return isDockerfileName(name) && !TEMPLATE.test(name);
}

/** Whether a path is one that we write a Dockerfile to: `Dockerfile` or `api.Dockerfile`, in any folder. */
export function isOurDockerfile(path: string): boolean {
  return /(?:^|\/)(?:Dockerfile|[^/]+\.Dockerfile)$/.test(path);
}

/** The ignore file that a build with this Dockerfile uses: its own before the one of the context, which is the folder that it is in. */
export function ignoreFileOf<File extends { readonly path: string }>(
  path: string,
  files: readonly File[],
): File | null {
  const named = (name: string) => files.find((file) => file.path === name);
  return named(`${path}.dockerignore`) ?? named(path.replace(/[^/]*$/, '.dockerignore')) ?? null;
}
