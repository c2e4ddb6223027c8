package com.acme;

@RestController
class HealthController {
    @GetMapping("/healthz")
    String health() {
        return "well";
    }
}
