module Shop
  class Routes < Hanami::Routes
    get "/health", to: ->(env) { [200, {}, ["ok"]] }
  end
end
