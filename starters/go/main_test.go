package main

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestPaths(t *testing.T) {
	for path, want := range map[string]int{"/": http.StatusOK, "/healthz": http.StatusOK, "/nothing": http.StatusNotFound} {
		answer := httptest.NewRecorder()
		newHandler().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
		if answer.Code != want {
			t.Errorf("GET %s: %d, want %d", path, answer.Code, want)
		}
	}
}
