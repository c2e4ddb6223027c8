Gem::Specification.new do |spec|
  spec.name = "money"
  spec.version = "0.1.0"
  spec.summary = "cents as people write them"
  spec.authors = ["Orders"]
  spec.files = Dir["lib/**/*.rb", base: __dir__]
end
