# docker-image://node:24
group "default" {
  targets = ["app"]
}

target "app" {
  context = "."
  contexts = {
    alpine = "docker-image://alpine:3.24@sha256:03bf797655faa28960d6c12fd8191754367848c823fbbca51d331eb45df2fa91" // here
    "node:24" = "docker-image://node:24@sha256:750276e299161a13be9ff26013ba14c42a2973da8b0fd0ea665300491bd1b9b3",
    src    = "../src"
    other  = "target:base"
  }
  args = { BASE = "docker-image://node:24", IMAGE = "node:24" }
  tags = ["team/app:1"]
}
