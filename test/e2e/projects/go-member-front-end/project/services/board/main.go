package main

import (
	"io"
	"log"
	"net/http"

	"example.com/board/web"
)

func main() {
	http.Handle("/", http.FileServerFS(web.Pages()))
	http.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "well") })
	log.Fatal(http.ListenAndServe(":8080", nil))
}
