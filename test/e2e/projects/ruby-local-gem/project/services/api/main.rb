require "money"
require "socket"

PAGES = { "/healthz" => -> { Money.format(700) } }.freeze

server = TCPServer.new("0.0.0.0", ENV.fetch("PORT", 4010))
loop do
  client = server.accept
  page = PAGES[client.gets.to_s.split[1]]
  body = page ? page.call : "not found"
  status = page ? "200 OK" : "404 Not Found"
  client.write("HTTP/1.1 #{status}\r\nContent-Length: #{body.bytesize}\r\nConnection: close\r\n\r\n#{body}")
  client.close
end
