//! A ledger.
use axum::{Router, routing::get};
use tokio::{net::TcpListener, signal::unix};
use tower_http::services::ServeDir;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let port = std::env::var("PORT").unwrap_or_else(|_| "3000".to_string());
    let app = Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/", get(|| async { "ledger" }))
        .nest_service("/static", ServeDir::new("static"));
    let listener = TcpListener::bind(format!("0.0.0.0:{port}")).await?;
    axum::serve(listener, app).with_graceful_shutdown(stopped()).await
}

async fn stopped() {
    if let Ok(mut signal) = unix::signal(unix::SignalKind::terminate()) {
        signal.recv().await;
    }
}
