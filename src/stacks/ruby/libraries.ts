/** What gems load by name and what their compiled parts link to, where the image that runs (at /runtime) lacks it. */
const FIND = `loaded = Dir.glob(ARGV)
linked = (loaded + Dir["/opt/gems/**/*.so"]).flat_map { |file| IO.popen(["ldd", file], &:read).scan(%r{=> (/\\S+)}) }
(loaded | linked.flatten).reject { |file| File.exist?("/runtime#{file}") }.each do |file|
  system("install", "-D", file, "/libraries/usr#{file.delete_prefix("/usr")}", exception: true)`;

/** Debian's scanners look a file up by its package: the entry goes where distroless images have theirs. */
const REGISTER = `
  package = IO.popen(["dpkg-query", "-S", File.realpath(file)], &:read)[/\\A[^:,]+/] or next
  File.write("/libraries/var/lib/dpkg/status.d/#{package}", IO.popen(["dpkg-query", "-s", package], &:read))`;

/**
 * Gathers the C libraries of gems: they come from the very image that compiled the gems and go to the same places, so nothing
 * has to be installed in the last stage.
 */
export function gatherSource(debian: boolean): string {
  const folder = debian ? '/libraries/var/lib/dpkg/status.d' : '/libraries/usr';
  const start = `system("install", "-d", "${folder}", exception: true)`;
  return `COPY <<'EOF' /gather.rb\n${start}\n${FIND}${debian ? REGISTER : ''}\nend\nEOF`;
}
