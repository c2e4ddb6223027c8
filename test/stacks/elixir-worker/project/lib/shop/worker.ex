defmodule Shop.Worker do
  use GenServer
  def init(state), do: {:ok, state, {:continue, :work}}
end
