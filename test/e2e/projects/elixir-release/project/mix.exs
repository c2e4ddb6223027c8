defmodule Beam.MixProject do
  use Mix.Project

  def project do
    [app: :beam, version: "0.1.0", elixir: "~> 1.18", start_permanent: Mix.env() == :prod, deps: []]
  end

  def application do
    [mod: {Beam.Application, []}, extra_applications: [:logger, :crypto, :ssl]]
  end
end
