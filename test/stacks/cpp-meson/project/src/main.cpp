int main() { server.bind(7070); }
