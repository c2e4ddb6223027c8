package main

import (
	"cmp"
	"fmt"
	"net/http"
	"os"

	"example.com/shop/money"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintf(w, "%d cents", money.Cents(7)) })
	http.ListenAndServe(":"+cmp.Or(os.Getenv("PORT"), "8086"), nil)
}
