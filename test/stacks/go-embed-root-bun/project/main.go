package main

import (
	"embed"
	"net/http"
)

//go:embed static/* templates/*.html
var files embed.FS

func main() {
	http.Handle("/", http.FileServerFS(files))
	http.ListenAndServe(":8080", nil)
}
