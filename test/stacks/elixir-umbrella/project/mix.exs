defmodule Market.MixProject do
  use Mix.Project

  def project do
    [
      apps_path: "apps",
      version: File.read!("VERSION"),
      deps: [],
      releases: [
        shop: [applications: [shop: :permanent, shop_web: :permanent]],
        mailer: [applications: [mailer: :permanent]]
      ]
    ]
  end
end
