use salvo::prelude::*;

#[handler]
async fn ok() -> &'static str {
    "ok"
}

#[tokio::main]
async fn main() {
    let router = Router::with_path("healthz").get(ok);
    let acceptor = TcpListener::new("0.0.0.0:8698").bind().await;
    Server::new(acceptor).serve(router).await;
}
