import Config

config :beam,
  port: String.to_integer(System.get_env("PORT", "4040")),
  greeting: System.fetch_env!("GREETING")
