variable "V" { default = "24" }
target "a" {
  contexts = {
    a = "docker-image://node:${V}"
    b = "docker-image://${V == "x" ? "a" : "b"}:1"
    c = "docker-image://debian:trixie-slim"
  }
}
