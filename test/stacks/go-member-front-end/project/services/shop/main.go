package main

import (
	"net/http"

	"example.com/shop/web"
)

func main() {
	http.Handle("/", http.FileServerFS(web.Files()))
	http.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) })
	http.ListenAndServe(":8080", nil)
}
