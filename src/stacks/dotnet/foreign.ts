import type { ForeignNames } from '../../core/foreign-names.ts';
import { calledAfter, published } from '../shared/image-names.ts';

/** How other Dockerfiles name .NET and NuGet's feeds. */
export const dotnetForeign: ForeignNames = {
  images: [
    { name: /\/dotnet\/(?:core\/|nightly\/)?(?:aspnet|runtime|runtime-deps|sdk|monitor)$/ },
    published('dotnet|aspnetcore|dotnet-sdk|(?:dotnet|aspnet)-runtime'),
    calledAfter('dotnet|aspnet(?:core)?'),
  ],
  variable: 'DOTNET_VERSION',
  toolVariables: /^DOTNET_(?:CLI_TELEMETRY_OPTOUT|NOLOGO)$/,
  // NuGet takes variables of any name
  credentials: { words: ['NUGET'], files: ['nuget.config'], command: ['dotnet', 'restore'] },
  ownRuns: true,
};
