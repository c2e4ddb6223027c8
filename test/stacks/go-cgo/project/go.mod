module example.com/notes

go 1.26
toolchain go1.26.3

require github.com/mattn/go-sqlite3 v1.14.32
