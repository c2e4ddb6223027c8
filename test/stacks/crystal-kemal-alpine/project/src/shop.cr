require "kemal"
get "/healthz" { "ok" }
Kemal.run
