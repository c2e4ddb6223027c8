app.get("healthz") { _ in "ok" }
