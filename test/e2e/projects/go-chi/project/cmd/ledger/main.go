package main

import (
	"log"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
)

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}
	router := chi.NewRouter()
	router.Get("/healthz", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("ok")) })
	router.Get("/", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("ledger")) })
	log.Fatal(http.ListenAndServe(":"+port, router))
}
