target "a" {
  contexts = merge({ x = "docker-image://alpine:3.24" }, {
    y = "docker-image://node:24"
  })
  platforms = ["linux/amd64"]
  labels = { z = "docker-image://node:24" }
}
