package com.acme

object Api {
  def main(args: Array[String]): Unit = HttpServer.create(new InetSocketAddress(8080), 0).start()
}
