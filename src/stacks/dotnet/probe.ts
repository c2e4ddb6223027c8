import type { Answers } from '../../core/answers.ts';
import type { Mode, Publish } from './publish.ts';
import { major } from './versions.ts';

/** Where the probe ends up in the image. */
export const PROBE_FOLDER = '/healthcheck';
export const PROBE_PROJECT = '/probe/healthcheck.csproj';
export const probeOutput = `/out${PROBE_FOLDER}`;

/** Whether something in the image can ask the service: a program with a runtime of its own leaves none for another. */
export function canAsk(mode: Mode, base: string | undefined): boolean {
  return base === 'alpine' || mode !== 'self-contained';
}

/** Whether that is our own probe: Alpine has BusyBox's wget. */
export function probes({ port, healthcheck, base, start }: Answers, { mode }: Publish): boolean {
  return start !== null && port !== null && healthcheck !== null && base !== 'alpine' && canAsk(mode, base);
}

/** Its options: machine code is made for one architecture, as the service's is; what is left of symbols stays behind. */
export function probeOptions({ mode }: Publish): string {
  return mode === 'aot' ? ' -a "$TARGETARCH" -p:CopyOutputSymbolsToPublishDirectory=false' : '';
}

/**
 * A program of a few kilobytes that asks a server whether it is healthy: images of .NET have no curl, and most no shell. It is
 * compiled beside the service and runs on the same runtime; `healthcheck PORT PATH`, and the server's own variable goes before.
 */
export function probeSource(version: string, variable: string, { mode }: Publish): string {
  const made = mode === 'aot' ? '<PublishAot>true</PublishAot>' : '<UseAppHost>false</UseAppHost>';
  return `COPY <<'healthcheck.csproj' <<'Healthcheck.cs' /probe/
<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net${major(version)}.0</TargetFramework>
  <OutputType>Exe</OutputType>${made}</PropertyGroup></Project>
healthcheck.csproj
using System; using System.IO; using System.Net.Sockets;
static class Healthcheck { static int Main(string[] args) { try {
  var port = (Environment.GetEnvironmentVariable("${variable}") ?? args[0]).Split(';')[0];
  var stream = new TcpClient("127.0.0.1", int.Parse(port)) { ReceiveTimeout = 2000 }.GetStream();
  new StreamWriter(stream) { AutoFlush = true }.Write("GET " + args[1] + " HTTP/1.0\\r\\n\\r\\n");
  return string.CompareOrdinal(new StreamReader(stream).ReadLine().Split(' ')[1], "400") < 0 ? 0 : 1;
} catch (Exception) { return 1; } } }
Healthcheck.cs`;
}
