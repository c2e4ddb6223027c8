#include <arpa/inet.h>
#include <csignal>
#include <openssl/crypto.h>
#include <string>
#include <unistd.h>

// a server that answers each request with one line, and ends when it is told to
int main() {
  std::signal(SIGTERM, [](int) { std::_Exit(0); });
  int server = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(8086);
  if (bind(server, reinterpret_cast<sockaddr *>(&address), sizeof address) || listen(server, 16)) return 1;
  for (;;) {
    int client = accept(server, nullptr, nullptr);
    char request[1024];
    auto length = read(client, request, sizeof request);
    std::string path(request, length > 0 ? length : 0);
    bool healthy = path.starts_with("GET " "/healthz" " ");
    std::string body = healthy ? "ok" : std::string("42 by ") + OpenSSL_version(OPENSSL_VERSION);
    std::string reply = "HTTP/1.0 200 OK\r\nConnection: close\r\n\r\n" + body;
    if (write(client, reply.data(), reply.size()) < 0) return 1;
    close(client);
  }
}
