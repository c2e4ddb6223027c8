use poem::{Route, Server, get, handler, listener::TcpListener};

#[handler]
fn ok() -> &'static str {
    "ok"
}

#[tokio::main]
async fn main() -> Result<(), std::io::Error> {
    let app = Route::new().at("/health", get(ok));
    Server::new(TcpListener::bind("0.0.0.0:3000")).run(app).await
}
