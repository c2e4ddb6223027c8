require "sinatra/base"

class App < Sinatra::Base
  get "/healthz" do
    "ok"
  end
end
