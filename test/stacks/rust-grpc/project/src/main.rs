#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = "0.0.0.0:50052".parse()?;
    tonic::transport::Server::builder().add_service(ledger::server()).serve(address).await?;
    Ok(())
}
