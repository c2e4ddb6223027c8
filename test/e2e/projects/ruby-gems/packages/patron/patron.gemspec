# stands in for the gem of this name, which cannot be had here: it links to the same library
Gem::Specification.new do |spec|
  spec.name = "patron"
  spec.version = "0.1.0"
  spec.summary = "says which libcurl it is linked to"
  spec.authors = ["Orders"]
  spec.files = ["lib/patron.rb", "ext/patron/extconf.rb", "ext/patron/patron.c"]
  spec.extensions = ["ext/patron/extconf.rb"]
end
