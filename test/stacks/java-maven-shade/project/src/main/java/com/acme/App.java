package com.acme;

public class App {
    public static void main(String[] args) {
        Javalin.create().get("/healthz", ctx -> ctx.result("well")).start(7070);
    }
}
