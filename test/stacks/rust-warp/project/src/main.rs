use warp::Filter;

#[tokio::main]
async fn main() {
    let health = warp::path!("healthz").map(|| "ok");
    warp::serve(health.or(warp::fs::dir("public"))).run(([0, 0, 0, 0], 3030)).await;
}
