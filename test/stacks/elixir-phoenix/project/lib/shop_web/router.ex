defmodule ShopWeb.Router do
  use ShopWeb, :router

  scope "/", ShopWeb do
    get "/", PageController, :home
    get "/healthz", HealthController, :show
  end
end
