package app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;

/** A small HTTP service on the JDK's own server. */
public final class App {
  /** Every path and who answers it. */
  private static final Map<String, String> ROUTES =
      Map.of("/", "{\"message\":\"Hello from service-name\"}", "/healthz", "{\"status\":\"ok\"}");

  private static final int STOP_SECONDS = 5;

  private App() {}

  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    HttpServer server = create(port);
    // what is being answered is finished before the process ends
    Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(STOP_SECONDS)));
    server.start();
    System.out.println("service-name listens on port " + port);
  }

  /** The service, not started yet: tests give it port 0, which is any that is free. */
  static HttpServer create(int port) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", App::answer);
    return server;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String found = ROUTES.get(exchange.getRequestURI().getPath());
      byte[] body = (found != null ? found : "{\"error\":\"not found\"}").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(found != null ? 200 : 404, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
