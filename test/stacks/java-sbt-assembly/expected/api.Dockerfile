# check=error=true

# api: Java 21, sbt. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t api -f api.Dockerfile .
#   private     docker build -t api -f api.Dockerfile --secret id=sbt_credentials,src="$HOME/.sbt/.credentials" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp -p 127.0.0.1:8080:8080 api
#   regenerate  npm create secure-dockerfile -- update

# --- build: built without its tests ---------------------------------------------------------------------------
FROM sbtscala/scala-sbt:eclipse-temurin-21.0.12_8_1.13.0_2.13.18@sha256:86fdd96ecb5afdd92ffefc1eb0975a667314fbe98a035a964275952d1fd4c41b AS build

WORKDIR /app

COPY . .

RUN --mount=type=cache,id=sbt,target=/root/.sbt/boot,sharing=locked \
    --mount=type=cache,id=coursier,target=/root/.cache/coursier,sharing=locked \
    --mount=type=secret,id=sbt_credentials,target=/root/.sbt/.credentials \
    sbt api/assembly

# --- runtime: one jar with all that it needs ------------------------------------------------------------------
FROM eclipse-temurin:21-jre@sha256:3c324e0081c9c129f5825ff677f51607117dce0bffe3dfa871d4dfd35425ea51 AS runtime

ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData"

WORKDIR /app

RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && test -z "$(find / -xdev -type f -perm /6000 -print -quit)"

COPY --from=build /app/api/target/scala-*/*assembly*.jar ./app.jar

USER 10001:10001

EXPOSE 8080

STOPSIGNAL SIGTERM

HEALTHCHECK NONE

ENTRYPOINT ["java"]

CMD ["-jar", "app.jar"]
