require "patron"
require "socket"

module Tinyserve
  def self.run(port)
    server = TCPServer.new("0.0.0.0", port)
    loop do
      client = server.accept
      client.gets
      body = Patron.version
      client.write("HTTP/1.1 200 OK\r\nContent-Length: #{body.bytesize}\r\nConnection: close\r\n\r\n#{body}")
      client.close
    end
  end
end
