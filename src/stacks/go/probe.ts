/**
 * A program of two megabytes that asks a service whether it is healthy: images for static programs have no shell, no curl and
 * nothing else that could. It is compiled in the build stage; `healthcheck PORT PATH`, and a $PORT goes before, as for the service.
 */
export const PROBE_SOURCE = `COPY <<'EOF' /probe/main.go
package main
import ("bufio"; "cmp"; "fmt"; "net"; "os"; "time")

func main() {
	status, address := 500, "127.0.0.1:"+cmp.Or(os.Getenv("PORT"), os.Args[1])
	if server, err := net.DialTimeout("tcp", address, 2*time.Second); err == nil {
		server.SetDeadline(time.Now().Add(2 * time.Second))
		fmt.Fprintf(server, "GET %s HTTP/1.0\\r\\nHost: %s\\r\\n\\r\\n", os.Args[2], address)
		fmt.Fscanf(bufio.NewReader(server), "HTTP/1.%d %d", new(int), &status)
	}
	if status >= 400 { os.Exit(1) }
}
EOF`;

/** Where the probe ends up in the image. */
export const PROBE_PATH = '/healthcheck';

/** Compiles it beside the service's program: without cgo and outside of any workspace. */
export const COMPILE_PROBE = `CGO_ENABLED=0 GOWORK=off go build -trimpath -ldflags='-s -w' -o /out${PROBE_PATH} /probe/main.go`;
