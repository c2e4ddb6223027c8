target "a" {
  dockerfile-inline = <<EOT
FROM node:24
# contexts = { a = "docker-image://node:24" }
EOT
  /* contexts = { a = "docker-image://node:24" } */
  contexts = {
    # b = "docker-image://node:24"
    b = "docker-image://alpine:3.24"
  }
}
