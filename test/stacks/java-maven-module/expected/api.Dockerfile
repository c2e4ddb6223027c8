# check=error=true

# services/api: Java 21, Maven. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t api -f api.Dockerfile .
#   private     docker build -t api -f api.Dockerfile --secret id=maven_settings,src="$HOME/.m2/settings.xml" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp -p 127.0.0.1:8080:8080 api
#   regenerate  npm create secure-dockerfile -- update

# --- build: built without its tests ---------------------------------------------------------------------------
FROM maven:3.9-eclipse-temurin-21@sha256:71d58e57f54428a953b081f4814b3b442ad750c67e1a590dceb1a8e5140b5ed0 AS build

WORKDIR /app

COPY <<'EOF' /probe/Health.java
class Health {
    public static void main(String[] args) throws Exception {
        String port = System.getenv().getOrDefault(args[0].replaceAll("=.*", ""), args[0].replaceAll(".*=", ""));
        java.net.Socket server = new java.net.Socket("127.0.0.1", Integer.parseInt(port));
        server.getOutputStream().write(("GET " + args[1] + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes());
        String status = new java.util.Scanner(server.getInputStream()).nextLine().split(" ")[1];
        System.exit(Integer.parseInt(status) < Integer.parseInt(args[2]) ? 0 : 1); }}
EOF

RUN --network=none javac -d /healthcheck /probe/Health.java

COPY . .

RUN --mount=type=cache,id=maven,target=/root/.m2/repository,sharing=locked \
    --mount=type=secret,id=maven_settings,target=/root/.m2/settings.xml \
    mvn -B -ntp -C -DskipTests -pl services/api -am package \
        org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DincludeScope=runtime \
 && mkdir -p services/api/target/dependency

# --- runtime: the jars that it needs, then its own ------------------------------------------------------------
FROM eclipse-temurin:21-jre@sha256:3c324e0081c9c129f5825ff677f51607117dce0bffe3dfa871d4dfd35425ea51 AS runtime

ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData"

WORKDIR /app

RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && test -z "$(find / -xdev -type f -perm /6000 -print -quit)"

COPY --from=build /healthcheck /healthcheck
COPY --from=build /app/services/api/target/dependency/ ./lib/
COPY --from=build /app/services/api/target/*.jar ./app.jar

USER 10001:10001

EXPOSE 8080

STOPSIGNAL SIGTERM

HEALTHCHECK --timeout=3s \
            --start-period=10s \
            CMD ["java", "-XX:TieredStopAtLevel=1", "-cp", "/healthcheck", "Health", "8080", "/healthz", "400"]

ENTRYPOINT ["java"]

CMD ["-cp", "app.jar:lib/*", "com.acme.Api"]
