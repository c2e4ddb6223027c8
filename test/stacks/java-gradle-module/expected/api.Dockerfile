# check=error=true

# services/api: Java 25, Gradle, Spring Boot. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t api -f api.Dockerfile .
#   private     docker build -t api -f api.Dockerfile --secret id=gradle_props,src="$HOME/.gradle/gradle.properties" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp -p 127.0.0.1:8080:8080 api
#   regenerate  npm create secure-dockerfile -- update

# --- build: built without its tests ---------------------------------------------------------------------------
FROM eclipse-temurin:25-jdk@sha256:15baaade87cf9c82b1c2e7087861910e41f4e5081bff5765f12a289606192705 AS build

ENV GRADLE_USER_HOME=/gradle

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

RUN --mount=type=cache,id=gradle,target=/gradle/caches,sharing=locked \
    --mount=type=cache,id=gradle-wrapper,target=/gradle/wrapper,sharing=locked \
    --mount=type=secret,id=gradle_props,target=/gradle/gradle.properties \
    sh gradlew --no-daemon :services:api:bootJar \
 && mv services/api/build/libs/*.jar /app.jar

WORKDIR /out

RUN --network=none java -Djarmode=tools -jar /app.jar extract --layers --destination /out

# --- runtime: the layers of the jar, what changes least first -------------------------------------------------
FROM eclipse-temurin:25-jre@sha256:c78a601de80e02ff629ff5b1e41523f1c3efb99229a0a48ac7974c79adfdf743 AS runtime

ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData" \
    SERVER_PORT=8080

WORKDIR /app

RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && test -z "$(find / -xdev -type f -perm /6000 -print -quit)"

COPY --from=build /healthcheck /healthcheck
COPY --from=build /out/dependencies/lib/ ./lib/
COPY --from=build /out/snapshot-dependencies/ ./
COPY --from=build /out/application/app.jar ./app.jar

USER 10001:10001

EXPOSE 8080

STOPSIGNAL SIGTERM

HEALTHCHECK --timeout=3s \
            --start-period=10s \
            CMD ["java", "-XX:TieredStopAtLevel=1", "-cp", "/healthcheck", "Health", "SERVER_PORT=8080", "/", "500"]

ENTRYPOINT ["java"]

CMD ["-jar", "app.jar"]
