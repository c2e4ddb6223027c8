require "socket"

server = TCPServer.new("0.0.0.0", Integer(ENV.fetch("PORT", "4000")))
loop do
  client = server.accept
  client.gets
  body = "a plain script"
  client.write("HTTP/1.1 200 OK\r\nContent-Length: #{body.bytesize}\r\nConnection: close\r\n\r\n#{body}")
  client.close
end
