import os
import signal
import threading

from app.server import create_server


def main() -> None:
    port = int(os.environ.get("PORT", "8000"))
    server = create_server("0.0.0.0", port)

    def stop(*_: object) -> None:
        # shutdown waits for serve_forever, which this thread is in
        threading.Thread(target=server.shutdown).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(f"service-name listens on port {port}", flush=True)
    server.serve_forever()
    server.server_close()


main()
