package hello;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

public class App {
    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        router.get("/").handler(context -> context.response().end("Hello from Vert.x"));
        vertx.createHttpServer().requestHandler(router).listen(8888);
    }
}
