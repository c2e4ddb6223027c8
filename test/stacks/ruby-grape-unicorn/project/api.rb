require "grape"

class API < Grape::API
  get :status do
    { status: "ok" }
  end
end
