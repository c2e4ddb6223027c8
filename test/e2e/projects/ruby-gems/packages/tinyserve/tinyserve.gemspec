Gem::Specification.new do |spec|
  spec.name = "tinyserve"
  spec.version = "0.2.0"
  spec.summary = "answers one page"
  spec.authors = ["Orders"]
  spec.files = ["lib/tinyserve.rb", "exe/tinyserve"]
  spec.bindir = "exe"
  spec.executables = ["tinyserve"]
  spec.add_dependency "patron", ">= 0.1"
end
