target "a" { contexts = { x = "docker-image://alpine:3.24" } }
