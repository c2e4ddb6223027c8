//! A small HTTP service.

use axum::{Json, Router, routing::get};
use serde_json::{Value, json};
use tokio::signal::unix::{SignalKind, signal};

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let port = std::env::var("PORT").unwrap_or_else(|_| "3000".into());
    let listener = tokio::net::TcpListener::bind(format!("0.0.0.0:{port}")).await?;
    println!("service-name listens on port {port}");
    axum::serve(listener, app()).with_graceful_shutdown(stop()).await
}

/// Every path and who answers it.
fn app() -> Router {
    Router::new()
        .route("/", get(async || json_of("message", "Hello from service-name")))
        .route("/healthz", get(async || json_of("status", "ok")))
}

fn json_of(key: &str, value: &str) -> Json<Value> {
    Json(json!({ key: value }))
}

/// Ends when the service is told to; what is being answered is finished first.
async fn stop() {
    let mut terminate = signal(SignalKind::terminate()).expect("signals can be handled");
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

#[cfg(test)]
mod tests {
    use super::app;
    use axum::{body::Body, http::Request};
    use tower::ServiceExt;

    async fn status(path: &str) -> u16 {
        let request = Request::get(path).body(Body::empty()).unwrap();
        app().oneshot(request).await.unwrap().status().as_u16()
    }

    #[tokio::test]
    async fn answers_what_it_knows() {
        assert_eq!(status("/").await, 200);
        assert_eq!(status("/healthz").await, 200);
        assert_eq!(status("/nothing").await, 404);
    }
}
