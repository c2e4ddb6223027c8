/**
 * A program of some hundred kilobytes that asks a service whether it is healthy: images for compiled programs have no curl, and
 * mostly no shell. It is compiled in the build stage, from the standard library alone: `healthcheck PORT PATH [VARIABLE]`, and
 * the variable's value goes before the port, as it does for the service. Who starts it ends it when it waits too long.
 */
export const PROBE_SOURCE = `COPY <<'EOF' /probe.rs
use std::{env::*, io::*, net::TcpStream};
fn main() -> Result<()> {
    let [port, path, name] = [1, 2, 3].map(|at| args().nth(at).unwrap_or_default());
    let (mut server, mut answer) = (TcpStream::connect(format!("127.0.0.1:{}", var(name).unwrap_or(port)))?, [0; 4096]);
    write!(server, "GET {path} HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n")?;
    server.read(&mut answer)?;
    if b"23".contains(&answer[9]) { Ok(()) } else { Err(Error::other(String::from_utf8_lossy(&answer[..12]))) }
}
EOF`;

/** Where the probe ends up in the image. */
export const PROBE_PATH = '/healthcheck';
