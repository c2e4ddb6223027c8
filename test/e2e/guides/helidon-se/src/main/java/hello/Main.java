package hello;

import io.helidon.webserver.WebServer;

public class Main {
    public static void main(String[] args) {
        WebServer.builder()
                .port(8080)
                .routing(routing -> routing.get("/greet", (request, response) -> response.send("Hello World!")))
                .build()
                .start();
    }
}
