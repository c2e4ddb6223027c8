package main

// static int twice(int value) { return value * 2; }
import "C"

import (
	"fmt"
	"net/http"
)

func main() {
	http.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) {})
	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintf(w, "sum %d", C.twice(21)) })
	http.ListenAndServe(":8085", nil)
}
