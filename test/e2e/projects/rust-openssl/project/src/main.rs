use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

use openssl::{hash, ssl, version};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut context = ssl::SslConnector::builder(ssl::SslMethod::tls_client())?;
    context.set_default_verify_paths()?;
    let sum = hash::hash(hash::MessageDigest::sha256(), b"vault")?;
    let listener = TcpListener::bind("0.0.0.0:8086")?;
    for stream in listener.incoming() {
        let mut stream = stream?;
        let mut line = String::new();
        BufReader::new(&stream).read_line(&mut line)?;
        let body = if line.starts_with("GET /healthz ") {
            "ok".to_string()
        } else {
            format!("{} {:02x}", version::version(), sum[0])
        };
        // who asked may be gone
        let _ = stream.write_all(format!("HTTP/1.0 200 OK\r\n\r\n{body}").as_bytes());
    }
    Ok(())
}
