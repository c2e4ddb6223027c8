package demo;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.sql.DriverManager;

public class Sums {
    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(8080), 0);
        server.createContext("/healthz", exchange -> {
            byte[] text = ("2 plus 2 is " + sum()).getBytes();
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        server.start();
    }

    private static String sum() {
        try (var connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                var result = connection.createStatement().executeQuery("select 2 + 2")) {
            return result.getString(1);
        } catch (Exception failure) {
            return failure.toString();
        }
    }
}
