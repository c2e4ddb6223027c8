package hello;

import io.javalin.Javalin;

public class App {
    public static void main(String[] args) {
        Javalin.create(config -> config.routes.get("/", context -> context.result("Hello World"))).start(7070);
    }
}
