int main() {
  address.sin_port = htons(8085);
  if (path == "/healthz") return answer(200);
}
