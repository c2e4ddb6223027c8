void main() async {
  final port = int.parse(Platform.environment['PORT'] ?? '8090');
  await shelf_io.serve(handler, InternetAddress.anyIPv4, port);
}
