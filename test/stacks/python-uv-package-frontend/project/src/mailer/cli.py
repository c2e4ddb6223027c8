from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer


class Pages(SimpleHTTPRequestHandler):
    def __init__(self, *arguments, **named):
        super().__init__(*arguments, directory="frontend/dist", **named)


def main() -> None:
    ThreadingHTTPServer(("0.0.0.0", 8000), Pages).serve_forever()
