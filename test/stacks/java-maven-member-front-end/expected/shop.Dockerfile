# check=error=true

# services/shop: Java 25, Maven, Spring Boot. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t shop -f shop.Dockerfile .
#   private     docker build -t shop -f shop.Dockerfile --secret id=maven_settings,src="$HOME/.m2/settings.xml" --secret id=npmrc,src="$HOME/.npmrc" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp -p 127.0.0.1:8080:8080 shop
#   regenerate  npm create secure-dockerfile -- update

# --- manifests: what an install reads, of every member of the workspace ---------------------------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS manifests

WORKDIR /app

COPY . .

RUN find . -type f -not -name package.json -not -path ./package-lock.json -delete

# --- frontend: installed from the lock file, install scripts off; built without a network ---------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS frontend

WORKDIR /app

COPY --from=manifests /app ./

RUN --mount=type=cache,id=npm,target=/root/.npm,sharing=locked \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    npm ci --ignore-scripts --no-audit --no-fund --workspace=services/shop/frontend --include-workspace-root

COPY . .

RUN --network=none npm run build --workspace=services/shop/frontend

# --- build: built without its tests ---------------------------------------------------------------------------
FROM maven:3.9-eclipse-temurin-25@sha256:a11f8cff17cb5e825012d7874f6fb32516118ecc9d05aab7ffeb2aedd9a9efc0 AS build

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
COPY --from=frontend /app/services/shop/src/main/resources/static ./services/shop/src/main/resources/static

WORKDIR /app/services/shop

RUN --mount=type=cache,id=maven,target=/root/.m2/repository,sharing=locked \
    --mount=type=secret,id=maven_settings,target=/root/.m2/settings.xml \
    mvn -B -ntp -C -DskipTests package \
 && mv target/*.jar /app.jar

WORKDIR /out

RUN --network=none java -Djarmode=tools -jar /app.jar extract --layers --destination /out

# --- runtime: the layers of the jar, what changes least first -------------------------------------------------
FROM gcr.io/distroless/java25-debian13:nonroot@sha256:70a250b684bcf113e52e6c4030e8a72d0617369c3825c4359fa5ab43b4a1ec28 AS runtime

ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData" \
    SERVER_PORT=8080

USER 0:0

WORKDIR /app

COPY --from=build /healthcheck /healthcheck
COPY --from=build /out/dependencies/lib/ ./lib/
COPY --from=build /out/snapshot-dependencies/ ./
COPY --from=build /out/application/app.jar ./app.jar

USER 65532:65532

EXPOSE 8080

STOPSIGNAL SIGTERM

HEALTHCHECK --timeout=3s \
            --start-period=10s \
            CMD ["java", "-XX:TieredStopAtLevel=1", "-cp", "/healthcheck", "Health", "SERVER_PORT=8080", "/actuator/health", "400"]

ENTRYPOINT ["java"]

CMD ["-jar", "app.jar"]
