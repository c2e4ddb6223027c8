"""Every path and who answers it."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ROUTES = {
    "/": lambda: {"message": "Hello from service-name"},
    "/healthz": lambda: {"status": "ok"},
}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "service"
    sys_version = ""
    # seconds after which a client that says nothing is left
    timeout = 10

    def do_GET(self) -> None:
        answer = ROUTES.get(self.path.split("?")[0])
        body = json.dumps(answer() if answer else {"error": "not found"}).encode()
        self.send_response(200 if answer else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def create_server(host: str, port: int) -> ThreadingHTTPServer:
    """The service, not serving yet: tests give it a port of their own."""
    return ThreadingHTTPServer((host, port), Handler)
