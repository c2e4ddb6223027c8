package app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class AppTest {
  @Test
  void answersWhatItKnows() throws IOException, InterruptedException {
    HttpServer server = App.create(0);
    server.start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertEquals(200, status(client, server, "/"));
      assertEquals(200, status(client, server, "/healthz"));
      assertEquals(404, status(client, server, "/nothing"));
    } finally {
      server.stop(0);
    }
  }

  private static int status(HttpClient client, HttpServer server, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
  }
}
