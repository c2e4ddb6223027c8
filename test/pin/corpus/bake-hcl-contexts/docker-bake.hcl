# docker-image://node:24
group "default" {
  targets = ["app"]
}

target "app" {
  context = "."
  contexts = {
    alpine = "docker-image://alpine:3.24" // here
    "node:24" = "docker-image://node:24",
    src    = "../src"
    other  = "target:base"
  }
  args = { BASE = "docker-image://node:24", IMAGE = "node:24" }
  tags = ["team/app:1"]
}
