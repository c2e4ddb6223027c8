defmodule ShopWeb.MixProject do
  use Mix.Project

  def project do
    [
      app: :shop_web,
      version: "0.1.0",
      build_path: "../../_build",
      lockfile: "../../mix.lock",
      aliases: aliases(),
      deps: [{:phoenix, "~> 1.8"}, {:shop, in_umbrella: true}]
    ]
  end

  defp aliases do
    [
      "assets.deploy": ["esbuild shop_web --minify", "phx.digest"]
    ]
  end
end
