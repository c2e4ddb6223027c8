require "mkmf"
# the library that comes with git, where there are no headers of another
$libs = append_library($libs, have_library("curl", "curl_version", []) ? "curl" : ":libcurl-gnutls.so.4")
create_makefile("patron/patron")
