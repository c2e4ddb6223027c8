defmodule Shop.Application do
  use Application

  def start(_, _) do
    Supervisor.start_link([{Bandit, plug: Shop.Router, port: 4001}], strategy: :one_for_one)
  end
end
