# check=error=true

# src/Shop.Api: .NET 10.0, ASP.NET Core. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t shop-api -f shop-api.Dockerfile --secret id=nugetconfig,src="$HOME/.nuget/NuGet/NuGet.Config" --secret id=SHOP_NUGET_TOKEN,src="$HOME/.nuget/SHOP_NUGET_TOKEN" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp -p 127.0.0.1:5050:5050 shop-api
#   regenerate  npm create secure-dockerfile -- update

# --- manifests: what the restore reads ------------------------------------------------------------------------
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble@sha256:d898d117ae34fb9603f4c86c1c479c456f2c53c6e89e37e10bde8f16e9e93261 AS manifests

WORKDIR /src

COPY . .

RUN find . -type f ! -name '*.*proj' ! -name '*.props' ! -name '*.targets' ! -name '*.rsp' ! -name '*.lock.json' \
        ! -name 'global.json' ! -iname nuget.config -delete \
 && find . -type d -empty -delete

# --- restore: packages as packages.lock.json has them ---------------------------------------------------------
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble@sha256:d898d117ae34fb9603f4c86c1c479c456f2c53c6e89e37e10bde8f16e9e93261 AS restore

ENV DOTNET_CLI_TELEMETRY_OPTOUT=1

WORKDIR /src

COPY --from=manifests /src ./

RUN --mount=type=cache,id=nuget-shop-api,target=/root/.nuget/packages,sharing=locked \
    --mount=type=secret,id=nugetconfig,target=/root/.nuget/NuGet/NuGet.Config \
    --mount=type=secret,id=SHOP_NUGET_TOKEN,target=/run/secrets/SHOP_NUGET_TOKEN,required=true \
    SHOP_NUGET_TOKEN="$(cat /run/secrets/SHOP_NUGET_TOKEN)" dotnet restore src/Shop.Api/Shop.Api.csproj \
        --locked-mode -p:UseAppHost=false \
 && cp -R /root/.nuget/packages /packages

# --- build: published without a network -----------------------------------------------------------------------
FROM restore AS build

WORKDIR /src

COPY . .
COPY <<'healthcheck.csproj' <<'Healthcheck.cs' /probe/
<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework>
  <OutputType>Exe</OutputType><UseAppHost>false</UseAppHost></PropertyGroup></Project>
healthcheck.csproj
using System; using System.IO; using System.Net.Sockets;
static class Healthcheck { static int Main(string[] args) { try {
  var port = (Environment.GetEnvironmentVariable("ASPNETCORE_HTTP_PORTS") ?? args[0]).Split(';')[0];
  var stream = new TcpClient("127.0.0.1", int.Parse(port)) { ReceiveTimeout = 2000 }.GetStream();
  new StreamWriter(stream) { AutoFlush = true }.Write("GET " + args[1] + " HTTP/1.0\r\n\r\n");
  return string.CompareOrdinal(new StreamReader(stream).ReadLine().Split(' ')[1], "400") < 0 ? 0 : 1;
} catch (Exception) { return 1; } } }
Healthcheck.cs

RUN --network=none \
    --mount=type=bind,from=restore,source=/packages,target=/root/.nuget/packages \
    dotnet publish src/Shop.Api/Shop.Api.csproj -c Release --no-restore -o /out/app -p:UseAppHost=false \
 && dotnet publish /probe/healthcheck.csproj -c Release -o /out/healthcheck

# --- runtime: the published program, and nothing that the process may change ----------------------------------
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra@sha256:27e8cc6842cd2d02f550d1d66f17b417be073178c32ff20e82e6c4cc6ccb2ca6 AS runtime

ENV ASPNETCORE_HTTP_PORTS=5050 DOTNET_EnableDiagnostics=0 DOTNET_CLI_TELEMETRY_OPTOUT=1

USER 0:0

WORKDIR /app

COPY --from=build /out/healthcheck /healthcheck
COPY --from=build /out/app ./

USER 1654:1654

EXPOSE 5050

STOPSIGNAL SIGTERM

HEALTHCHECK --timeout=3s \
            --start-period=10s \
            CMD ["dotnet", "/healthcheck/healthcheck.dll", "5050", "/health"]

ENTRYPOINT ["dotnet", "shop-api.dll"]
