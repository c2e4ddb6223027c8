package com.acme

fun Application.configureRouting() {
    routing {
        get("/healthz") { call.respondText("well") }
    }
}
