variable "V" { default = "24" }
target "a" {
  contexts = {
    a = "docker-image://node:${V}"
    b = "docker-image://${V == "x" ? "a" : "b"}:1"
    c = "docker-image://debian:trixie-slim@sha256:3a144b282efac0d2abb92d82878b8dfc2701f10d2565ddb35f3eb32dd0dfb6d0"
  }
}
