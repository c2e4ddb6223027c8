package com.acme;

public class Ledger {
    public static void main(String[] args) {
        HttpServer server = HttpServer.create(new InetSocketAddress(8080), 0);
        server.createContext("/healthz", exchange -> {});
        server.start();
    }
}
