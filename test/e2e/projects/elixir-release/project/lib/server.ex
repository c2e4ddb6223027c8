defmodule Beam.Server do
  use Task, restart: :permanent

  def start_link(_), do: Task.start_link(__MODULE__, :listen, [])

  def listen do
    port = Application.fetch_env!(:beam, :port)
    options = [:binary, packet: :http_bin, active: false, reuseaddr: true]
    {:ok, socket} = :gen_tcp.listen(port, options)
    accept(socket)
  end

  defp accept(socket) do
    {:ok, client} = :gen_tcp.accept(socket)
    {:ok, pid} = Task.Supervisor.start_child(Beam.Requests, fn -> answer(client) end)
    :gen_tcp.controlling_process(client, pid)
    accept(socket)
  end

  # the hash and the authorities show that OTP finds its libraries and the certificates
  defp answer(client) do
    {:ok, _request} = :gen_tcp.recv(client, 0, 2_000)
    hash = :crypto.hash(:sha256, "beam") |> Base.encode16() |> binary_part(0, 8)
    authorities = length(:public_key.cacerts_get())
    body = "#{Application.fetch_env!(:beam, :greeting)} #{hash} #{authorities > 50}\n"
    head = "HTTP/1.1 200 OK\r\ncontent-length: #{byte_size(body)}\r\nconnection: close\r\n\r\n"
    :gen_tcp.send(client, head <> body)
    :gen_tcp.close(client)
  end
end
