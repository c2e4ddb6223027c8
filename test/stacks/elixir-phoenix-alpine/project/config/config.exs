import Config

config :shop, ShopWeb.Endpoint, url: [host: "localhost"]
import_config "#{config_env()}.exs"
