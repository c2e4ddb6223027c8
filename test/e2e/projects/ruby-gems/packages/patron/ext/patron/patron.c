#include <ruby.h>

char *curl_version(void);

static VALUE version(VALUE self) { return rb_str_new_cstr(curl_version()); }

void Init_patron(void) { rb_define_singleton_method(rb_define_module("Patron"), "version", version, 0); }
