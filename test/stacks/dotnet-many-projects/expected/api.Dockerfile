# check=error=true

# src/Api: .NET 10.0, ASP.NET Core. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t api -f api.Dockerfile --secret id=nugetconfig,src="$HOME/.nuget/NuGet/NuGet.Config" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp -p 127.0.0.1:8080:8080 api
#   regenerate  npm create secure-dockerfile -- update

# --- manifests: what the restore reads ------------------------------------------------------------------------
FROM mcr.microsoft.com/dotnet/sdk:10.0.102-noble@sha256:603f4aa22a6b1546fc902355af56628e9d8978c290eb912ee44b5dc91accb238 AS manifests

WORKDIR /src

COPY . .

RUN find . -type f ! -name '*.*proj' ! -name '*.props' ! -name '*.targets' ! -name '*.rsp' ! -name '*.lock.json' \
        ! -name 'global.json' ! -iname nuget.config -delete \
 && find . -type d -empty -delete

# --- restore: packages of the projects ------------------------------------------------------------------------
FROM mcr.microsoft.com/dotnet/sdk:10.0.102-noble@sha256:603f4aa22a6b1546fc902355af56628e9d8978c290eb912ee44b5dc91accb238 AS restore

ENV DOTNET_CLI_TELEMETRY_OPTOUT=1

WORKDIR /src

ARG TARGETARCH

COPY --from=manifests /src ./

# secure-dockerfile ignore=install/no-lock the project has no lock file, so installs are not reproducible
RUN --mount=type=cache,id=nuget-api,target=/root/.nuget/packages,sharing=locked \
    --mount=type=secret,id=nugetconfig,target=/root/.nuget/NuGet/NuGet.Config,required=true \
    dotnet restore src/Api/Api.csproj -a "$TARGETARCH" -p:UseAppHost=false \
 && cp -R /root/.nuget/packages /packages

# --- build: published without a network -----------------------------------------------------------------------
FROM restore AS build

WORKDIR /src

ARG TARGETARCH

COPY . .

RUN --network=none \
    --mount=type=bind,from=restore,source=/packages,target=/root/.nuget/packages \
    dotnet publish src/Api/Api.csproj -a "$TARGETARCH" -c Release --no-restore -o /out/app -p:UseAppHost=false

# --- runtime: the published program, and nothing that the process may change ----------------------------------
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra@sha256:27e8cc6842cd2d02f550d1d66f17b417be073178c32ff20e82e6c4cc6ccb2ca6 AS runtime

ENV ASPNETCORE_HTTP_PORTS=8080 DOTNET_EnableDiagnostics=0 DOTNET_CLI_TELEMETRY_OPTOUT=1

USER 0:0

WORKDIR /app

COPY --from=build /out/app ./

USER 1654:1654

EXPOSE 8080

STOPSIGNAL SIGTERM

HEALTHCHECK NONE

ENTRYPOINT ["dotnet", "Api.dll"]
