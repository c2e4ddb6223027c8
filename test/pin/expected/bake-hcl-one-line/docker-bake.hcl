target "a" { contexts = { x = "docker-image://alpine:3.24@sha256:03bf797655faa28960d6c12fd8191754367848c823fbbca51d331eb45df2fa91" } }
