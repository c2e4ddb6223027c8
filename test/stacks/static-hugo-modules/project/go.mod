module example.com/docs

go 1.26

require github.com/imfing/hextra v0.12.0 // indirect
