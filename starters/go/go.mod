module service-name

go 1.26
