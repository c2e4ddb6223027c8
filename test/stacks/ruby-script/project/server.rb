require "socket"

server = TCPServer.new("0.0.0.0", Integer(ENV.fetch("PORT", "4000")))
loop do
  client = server.accept
  client.write("HTTP/1.1 200 OK\r\n\r\nhello")
  client.close
end
