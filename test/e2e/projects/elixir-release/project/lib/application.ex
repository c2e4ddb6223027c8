defmodule Beam.Application do
  use Application

  def start(_type, _arguments) do
    children = [{Task.Supervisor, name: Beam.Requests}, Beam.Server]
    Supervisor.start_link(children, strategy: :one_for_one)
  end
end
