#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void end(int number) { _exit(number == SIGTERM ? 0 : 1); }

int main(void) {
  signal(SIGTERM, end);
  int server = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  const char *wanted = getenv("PORT") ? getenv("PORT") : "8089";
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(wanted))};
  if (bind(server, (struct sockaddr *)&address, sizeof address) || listen(server, 16)) return 1;
  for (;;) {
    int client = accept(server, NULL, NULL);
    char request[1024] = "";
    if (read(client, request, sizeof request - 1) > 0)
      dprintf(client, "HTTP/1.0 200 OK\r\n\r\n%s", strncmp(request + 4, "/healthz", 8) ? "sum 42" : "ok");
    close(client);
  }
}
