defmodule Shop do
  def listen do
    :gen_tcp.listen(4040, [:binary, packet: :http_bin, active: false, reuseaddr: true])
  end
end
